import { Trash } from "lucide";
import { Show } from "solid-js";
import { List } from "../lists/list.tsx";
import type { Order } from "../lists/order.ts";
import type { Selection } from "../lists/selection.ts";
import type { SecondaryToken } from "../outputs.ts";
import { hasExpired } from "../tokens/token-state.ts";
import { TokenTable } from "../tokens/token-table.tsx";
import { Button } from "../ui/button.tsx";
import { now } from "../ui/clock.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { type PageOf, secondaryColumns } from "./columns.tsx";
import type { Owner } from "./owner.ts";
import type { SecondaryTokens } from "./secondary-tokens.ts";

interface SecondaryTokenListProps {
  tokens: SecondaryTokens;
  owner: Owner | undefined;
  filter: string | undefined;
  pageOf: PageOf;
  selection: Selection<SecondaryToken>;
  order: Order;
  onSort: (by: string) => void;
  onClearFilter: () => void;
  onDelete: (id: string) => void;
}

export function SecondaryTokenList(props: SecondaryTokenListProps) {
  const columns = secondaryColumns((id) => props.pageOf(id));
  return (
    <List
      class="secondary"
      page={props.tokens}
      one="token"
      several="tokens"
      empty={<Empty owner={props.owner} filter={props.filter} onClearFilter={props.onClearFilter} />}
    >
      <TokenTable
        caption="Sessions and API tokens"
        columns={columns}
        items={props.tokens.items()}
        selection={props.selection}
        order={props.order}
        onSort={props.onSort}
        skeletonRows={props.tokens.loaded() ? 0 : 4}
        isFaded={(token) => hasExpired(token, now())}
        actions={(token) => (
          <IconButton
            icon={Trash}
            class="revoke"
            label={`Delete ${props.selection.called(token)}`}
            hint={token.current ? "Delete & sign out" : "Delete"}
            onClick={() => props.onDelete(token.id)}
          />
        )}
      />
    </List>
  );
}

function Empty(props: Pick<SecondaryTokenListProps, "owner" | "filter" | "onClearFilter">) {
  return (
    <Show
      when={props.filter}
      fallback={
        <EmptyState title="Nothing here">
          {props.owner
            ? `${props.owner.name} is not signed in anywhere, and has no API tokens.`
            : "There are no more sessions or API tokens here."}
        </EmptyState>
      }
    >
      {(filter) => (
        <EmptyState
          title="No match"
          step={<Button onClick={() => props.onClearFilter()}>Clear the filter</Button>}
        >
          No API token has “{filter()}” in its name or prefix, and no session in its browser or address.
        </EmptyState>
      )}
    </Show>
  );
}
