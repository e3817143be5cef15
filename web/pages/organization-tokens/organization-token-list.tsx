import { Trash } from "lucide";
import { Match, Show, Switch } from "solid-js";
import type { Order } from "../../lists/order.ts";
import { type Move, movesFor } from "../../tokens/moves.ts";
import { RowMenu } from "../../tokens/row-menu.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import type { Whose } from "../../tokens/whose.ts";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { columns } from "./columns.tsx";
import type { createOrganizationTokens } from "./organization-tokens.ts";

interface OrganizationTokenListProps {
  tokens: ReturnType<typeof createOrganizationTokens>;
  search: string | undefined;
  state: string | undefined;
  order: Order;
  onSort: (by: string) => void;
  whoseOf: (id: string) => Whose;
  onMove: (move: Move | "end-earlier", id: string) => void;
  onClearSearch: () => void;
}

export function OrganizationTokenList(props: OrganizationTokenListProps) {
  const drawn = columns(({ id }) =>
    props.whoseOf(id) === "another's" ? undefined : () => props.onMove("end-earlier", id),
  );
  const isEmpty = () => props.tokens.loaded() && props.tokens.items().length === 0;
  return (
    <section class="list everybodys" aria-label="Organization API tokens" aria-busy={props.tokens.busy()}>
      <ProgressLine active={props.tokens.busy()} label="Loading tokens" />
      <Switch
        fallback={
          <TokenTable
            caption="API tokens of the organization"
            columns={drawn}
            items={props.tokens.items()}
            order={props.order}
            onSort={props.onSort}
            skeletonRows={props.tokens.loaded() ? 0 : 10}
            isFaded={(token) => isRefused(token, now())}
            actions={(token) => (
              <>
                <RowMenu
                  of={`${token.name} of ${token.user.name}`}
                  moves={() => movesFor(token, props.whoseOf(token.id), now())}
                  onMove={(move) => props.onMove(move, token.id)}
                />
                <IconButton
                  icon={Trash}
                  class="revoke"
                  label={`Revoke ${token.name} of ${token.user.name}`}
                  hint="Revoke"
                  onClick={() => props.onMove("revoke", token.id)}
                />
              </>
            )}
          />
        }
      >
        <Match when={props.tokens.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.tokens.retry} />}
        </Match>
        <Match when={isEmpty() && (props.search ?? props.state)}>
          <EmptyState
            title="No match"
            step={<Button onClick={() => props.onClearSearch()}>Show all tokens</Button>}
          >
            <Show when={props.search} fallback="No token is in this state now.">
              No token{props.state ? " in this state" : ""} has “{props.search}” in its name, its prefix, or
              the name or e-mail of its user.
            </Show>
          </EmptyState>
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
