import { Trash } from "lucide";
import { Match, Show, Switch } from "solid-js";
import { hasExpired } from "../tokens/token-state.ts";
import { TokenTable } from "../tokens/token-table.tsx";
import { now } from "../ui/clock.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Problem } from "../ui/problem.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";
import { SECONDARY_COLUMNS } from "./columns.tsx";
import type { Owner, SecondaryTokens } from "./secondary-tokens.ts";
import { counted, spokenOf } from "./words.ts";

interface SecondaryTokenListProps {
  tokens: SecondaryTokens;
  owner: Owner | undefined;
  onDelete: (id: string) => void;
}

export function SecondaryTokenList(props: SecondaryTokenListProps) {
  const isEmpty = () => props.tokens.loaded() && props.tokens.items().length === 0;
  return (
    <div class="list secondary" aria-busy={props.tokens.busy()}>
      <ProgressLine active={props.tokens.busy()} label="Loading tokens" />
      <Switch
        fallback={
          <TokenTable
            caption="Sessions and API tokens, newest first"
            columns={SECONDARY_COLUMNS}
            items={props.tokens.items()}
            skeletonRows={props.tokens.loaded() ? 0 : 4}
            isFaded={(token) => hasExpired(token, now())}
            actions={(token) => (
              <IconButton
                icon={Trash}
                class="revoke"
                label={`Delete ${spokenOf(token)}`}
                hint={token.current ? "Delete & sign out" : "Delete"}
                onClick={() => props.onDelete(token.id)}
              />
            )}
          />
        }
      >
        <Match when={props.tokens.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={props.tokens.retry} />}
        </Match>
        <Match when={isEmpty()}>
          <EmptyState title="Nothing here">
            {props.owner
              ? `${props.owner.name} is not signed in anywhere, and has no API tokens.`
              : "There are no more sessions or API tokens here."}
          </EmptyState>
        </Match>
      </Switch>
      <p class="for-screen-readers" role="status">
        <Show when={props.tokens.loaded() && !props.tokens.busy()}>
          {counted(props.tokens.items()) || "Nothing"} shown
        </Show>
      </p>
    </div>
  );
}
