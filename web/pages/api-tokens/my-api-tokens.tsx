import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { createAddressOrder } from "../../lists/address-order.ts";
import { NEWEST_FIRST } from "../../lists/order.ts";
import { Pager } from "../../lists/pager.tsx";
import { createSelection } from "../../lists/selection.ts";
import { SortChoice } from "../../lists/sort-choice.tsx";
import { TextFilter } from "../../lists/text-filter.tsx";
import type { Token } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { EndSelected } from "../../tokens/end-selected.tsx";
import { oneself } from "../../tokens/holder.ts";
import { ORDERS } from "../../tokens/own-columns.tsx";
import { createOwnTokens, type Question } from "../../tokens/own-tokens.ts";
import { listedState, StateTabs } from "../../tokens/state-tabs.tsx";
import { TokenDialogs } from "../../tokens/token-dialogs-on-demand.tsx";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { Key } from "../../ui/key.tsx";
import { Page } from "../../ui/page.tsx";
import { createShortcuts } from "../../ui/shortcuts.ts";
import { OwnTokenList } from "./own-token-list.tsx";

interface Address extends Record<string, string | undefined> {
  name?: string;
  state?: string;
  sort?: string;
  cursor?: string;
}

const EVERYTHING: Question = { name: undefined, state: undefined, sort: undefined, cursor: undefined };

export function MyApiTokens() {
  const [address, setAddress] = useSearchParams<Address>();
  const session = useSession();
  const dialog = createAddressDialog();
  const question = createMemo<Question>(
    () => ({
      name: address.name,
      state: listedState(address.state),
      sort: address.sort,
      cursor: address.cursor,
    }),
    EVERYTHING,
    {
      equals: (a, b) =>
        a.name === b.name && a.state === b.state && a.sort === b.sort && a.cursor === b.cursor,
    },
  );
  const tokens = createOwnTokens(question);
  const selection = createSelection<Token>(
    tokens.items,
    ({ name }) => name,
    () => JSON.stringify([address.name, question().state]),
  );
  const order = createAddressOrder(NEWEST_FIRST);
  let filter: HTMLInputElement | undefined;
  let newToken: HTMLButtonElement | undefined;

  const setFilter = (name: string) =>
    setAddress({ name: name || undefined, cursor: undefined }, { replace: true, scroll: false });

  createShortcuts({
    "/": () => filter?.focus(),
    n: () => dialog.show("new"),
  });

  return (
    <Page
      title="My API tokens"
      lead="A token lets a program call the API as you: with your permissions, and no more."
      actions={
        <Button
          ref={(element) => (newToken = element)}
          look="primary"
          aria-keyshortcuts="n"
          onClick={() => dialog.show("new")}
        >
          + New token <Key of="N" />
        </Button>
      }
    >
      <div class="list-head">
        <TextFilter
          ref={(input) => (filter = input)}
          label="Filter by name"
          value={address.name ?? ""}
          onChange={setFilter}
        />
        <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
      </div>
      <StateTabs state={question().state} counts={tokens.states()} />
      <OwnTokenList
        tokens={tokens}
        filter={address.name}
        state={question().state}
        selection={selection}
        order={order}
        onNew={() => dialog.show("new")}
        onEdit={(id) => dialog.show("edit", id)}
        onMove={(move, id) => dialog.show(move, id)}
        onClearFilter={() =>
          setAddress(
            { name: undefined, state: undefined, cursor: undefined },
            { replace: true, scroll: false },
          )
        }
      />
      <EndSelected
        verb="revoke"
        selection={selection}
        dialog={dialog}
        toEnd={(token) => token}
        end={tokens.revokeMany}
        onEnded={tokens.refresh}
      />
      <Pager
        cursor={address.cursor}
        nextCursor={tokens.nextCursor()}
        first="First page"
        shown={tokens.items().length}
        total={tokens.total()}
      />
      <TokenDialogs
        dialog={dialog}
        tokens={tokens}
        holder={oneself(session())}
        onRevoked={(id) => selection.drop([id])}
        restingPlace={() => newToken}
      />
    </Page>
  );
}
