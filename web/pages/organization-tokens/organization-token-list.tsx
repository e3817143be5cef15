import { Trash } from "lucide";
import { Match, Show, Switch } from "solid-js";
import type { Order } from "../../lists/order.ts";
import { hasExpired } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { COLUMNS } from "./columns.tsx";
import type { createOrganizationTokens } from "./organization-tokens.ts";

interface OrganizationTokenListProps {
  tokens: ReturnType<typeof createOrganizationTokens>;
  search: string | undefined;
  order: Order;
  onSort: (by: string) => void;
  onRevoke: (id: string) => void;
  onClearSearch: () => void;
}

export function OrganizationTokenList(props: OrganizationTokenListProps) {
  const isEmpty = () => props.tokens.loaded() && props.tokens.items().length === 0;
  return (
    <section class="list everybodys" aria-label="Organization API tokens" aria-busy={props.tokens.busy()}>
      <ProgressLine active={props.tokens.busy()} label="Loading tokens" />
      <Switch
        fallback={
          <TokenTable
            caption="API tokens of the organization"
            columns={COLUMNS}
            items={props.tokens.items()}
            order={props.order}
            onSort={props.onSort}
            skeletonRows={props.tokens.loaded() ? 0 : 10}
            isFaded={(token) => hasExpired(token, now())}
            actions={(token) => (
              <IconButton
                icon={Trash}
                class="revoke"
                label={`Revoke ${token.name} of ${token.user.name}`}
                hint="Revoke"
                onClick={() => props.onRevoke(token.id)}
              />
            )}
          />
        }
      >
        <Match when={props.tokens.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.tokens.retry} />}
        </Match>
        <Match when={isEmpty() && props.search}>
          {(search) => (
            <EmptyState
              title="No match"
              step={<Button onClick={() => props.onClearSearch()}>Clear the search</Button>}
            >
              No token has “{search()}” in its name, its prefix, or the name or e-mail of its user.
            </EmptyState>
          )}
        </Match>
        <Match when={isEmpty()}>
          <EmptyState title="No tokens yet">
            Every API token that anybody in the organization generates is listed here, so that you can see
            what is used and revoke what is not.
          </EmptyState>
        </Match>
      </Switch>
      <p class="for-screen-readers" role="status">
        <Show when={props.tokens.loaded() && !props.tokens.busy()}>
          {counted(props.tokens.items().length, props.tokens.nextCursor() !== null)}
        </Show>
      </p>
    </section>
  );
}

function counted(count: number, more: boolean): string {
  const shown = count === 1 ? "1 token shown" : `${count} tokens shown`;
  return more ? `${shown}, more on the next page` : shown;
}
