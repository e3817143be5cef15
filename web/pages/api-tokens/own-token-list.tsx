import { useLocation } from "@solidjs/router";
import { Show } from "solid-js";
import type { AddressOrder } from "../../lists/address-order.ts";
import { List } from "../../lists/list.tsx";
import type { Selection } from "../../lists/selection.ts";
import type { Token } from "../../outputs.ts";
import { type Move, movesFor } from "../../tokens/moves.ts";
import { ownColumns } from "../../tokens/own-columns.tsx";
import type { createOwnTokens } from "../../tokens/own-tokens.ts";
import { RowActions } from "../../tokens/row-actions.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";

interface OwnTokenListProps {
  tokens: ReturnType<typeof createOwnTokens>;
  filter: string | undefined;
  state: string | undefined;
  selection: Selection<Token>;
  order: AddressOrder;
  onNew: () => void;
  onEdit: (id: string) => void;
  onMove: (move: Move | "end-earlier", id: string) => void;
  onClearFilter: () => void;
}

export function OwnTokenList(props: OwnTokenListProps) {
  const list = useLocation().pathname.replace(/\/$/, "");
  const columns = ownColumns(list, (id) => props.onMove("end-earlier", id));
  return (
    <List label="My API tokens" page={props.tokens} one="token" several="tokens" empty={<Empty {...props} />}>
      <TokenTable
        caption="My API tokens"
        columns={columns}
        items={props.tokens.items()}
        selection={props.selection}
        order={props.order.now()}
        onSort={props.order.press}
        skeletonRows={props.tokens.loaded() ? 0 : 6}
        isFaded={(token) => isRefused(token, now())}
        actions={(token) => (
          <RowActions
            of={token.name}
            moves={() => movesFor(token, "own", now())}
            onEdit={() => props.onEdit(token.id)}
            onMove={(move) => props.onMove(move, token.id)}
          />
        )}
      />
    </List>
  );
}

function Empty(props: Pick<OwnTokenListProps, "filter" | "state" | "onNew" | "onClearFilter">) {
  return (
    <Show
      when={props.filter ?? props.state}
      fallback={
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
      }
    >
      <EmptyState
        title="No match"
        step={<Button onClick={() => props.onClearFilter()}>Show all tokens</Button>}
      >
        <Show when={props.filter} fallback="None of your tokens is in this state now.">
          None of your tokens{props.state ? " in this state" : ""} has “{props.filter}” in its name.
        </Show>
      </EmptyState>
    </Show>
  );
}
