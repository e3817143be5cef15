import { useLocation } from "@solidjs/router";
import { Pencil, Trash } from "lucide";
import { Match, Show, Switch } from "solid-js";
import { type Move, movesFor } from "../../tokens/moves.ts";
import { ownColumns } from "../../tokens/own-columns.tsx";
import type { createOwnTokens } from "../../tokens/own-tokens.ts";
import { RowMenu } from "../../tokens/row-menu.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";

interface OwnTokenListProps {
  tokens: ReturnType<typeof createOwnTokens>;
  filter: string | undefined;
  state: string | undefined;
  onNew: () => void;
  onEdit: (id: string) => void;
  onMove: (move: Move | "end-earlier", id: string) => void;
  onClearFilter: () => void;
}

export function OwnTokenList(props: OwnTokenListProps) {
  const list = useLocation().pathname.replace(/\/$/, "");
  const columns = ownColumns(list, (id) => props.onMove("end-earlier", id));
  const isEmpty = () => props.tokens.loaded() && props.tokens.items().length === 0;
  return (
    <section class="list" aria-label="My API tokens" aria-busy={props.tokens.busy()}>
      <ProgressLine active={props.tokens.busy()} label="Loading tokens" />
      <Switch
        fallback={
          <TokenTable
            caption="My API tokens, newest first"
            columns={columns}
            items={props.tokens.items()}
            skeletonRows={props.tokens.loaded() ? 0 : 6}
            isFaded={(token) => isRefused(token, now())}
            actions={(token) => (
              <>
                <IconButton
                  icon={Pencil}
                  label={`Edit ${token.name}`}
                  hint="Edit"
                  onClick={() => props.onEdit(token.id)}
                />
                <RowMenu
                  of={token.name}
                  moves={() => movesFor(token, "own", now())}
                  onMove={(move) => props.onMove(move, token.id)}
                />
                <IconButton
                  icon={Trash}
                  class="revoke"
                  label={`Revoke ${token.name}`}
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
        <Match when={isEmpty() && (props.filter ?? props.state)}>
          <EmptyState
            title="No match"
            step={<Button onClick={() => props.onClearFilter()}>Show all tokens</Button>}
          >
            <Show when={props.filter} fallback="None of your tokens is in this state now.">
              None of your tokens{props.state ? " in this state" : ""} has “{props.filter}” in its name.
            </Show>
          </EmptyState>
        </Match>
        <Match when={isEmpty()}>
          <EmptyState
            title="No tokens yet"
            step={
              <Button look="primary" onClick={() => props.onNew()}>
                Generate your first token
              </Button>
            }
          >
            Give each program that calls the API its own token: then you see when it was last used, and can
            revoke it alone.
          </EmptyState>
        </Match>
      </Switch>
      <p class="for-screen-readers" role="status">
        <Show when={props.tokens.loaded() && !props.tokens.busy()}>{shown(props.tokens.items().length)}</Show>
      </p>
    </section>
  );
}

function shown(count: number): string {
  return count === 1 ? "1 token shown" : `${count} tokens shown`;
}
