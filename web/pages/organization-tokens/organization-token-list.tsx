import { Show } from "solid-js";
import { List } from "../../lists/list.tsx";
import type { Order } from "../../lists/order.ts";
import type { Selection } from "../../lists/selection.ts";
import type { OrganizationToken } from "../../outputs.ts";
import { type Move, movesFor } from "../../tokens/moves.ts";
import { RowActions } from "../../tokens/row-actions.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import type { Whose } from "../../tokens/whose.ts";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { columns } from "./columns.tsx";
import type { createOrganizationTokens } from "./organization-tokens.ts";

interface OrganizationTokenListProps {
  tokens: ReturnType<typeof createOrganizationTokens>;
  search: string | undefined;
  state: string | undefined;
  selection: Selection<OrganizationToken>;
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
  return (
    <List
      class="everybodys"
      label="Organization API tokens"
      page={props.tokens}
      one="token"
      several="tokens"
      empty={<Empty {...props} />}
    >
      <TokenTable
        caption="API tokens of the organization"
        columns={drawn}
        items={props.tokens.items()}
        selection={props.selection}
        order={props.order}
        onSort={props.onSort}
        skeletonRows={props.tokens.loaded() ? 0 : 10}
        isFaded={(token) => isRefused(token, now())}
        actions={(token) => (
          <RowActions
            of={props.selection.called(token)}
            moves={() => movesFor(token, props.whoseOf(token.id), now())}
            onMove={(move) => props.onMove(move, token.id)}
          />
        )}
      />
    </List>
  );
}

function Empty(props: Pick<OrganizationTokenListProps, "search" | "state" | "onClearSearch">) {
  return (
    <Show
      when={props.search ?? props.state}
      fallback={
        <EmptyState
          title="No tokens yet"
          step={
            <a class="button primary" href="/account/users?dialog=service-user">
              Add a service user
            </a>
          }
        >
          Every API token that anybody in the organization generates is listed here, so that you can see what
          is used and revoke what is not. A service user holds those of a program.
        </EmptyState>
      }
    >
      <EmptyState
        title="No match"
        step={<Button onClick={() => props.onClearSearch()}>Show all tokens</Button>}
      >
        <Show when={props.search} fallback="No token is in this state now.">
          No token{props.state ? " in this state" : ""} has “{props.search}” in its name, its prefix, or the
          name or e-mail of its user.
        </Show>
      </EmptyState>
    </Show>
  );
}
