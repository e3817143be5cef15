import { useSearchParams } from "@solidjs/router";
import { Download } from "lucide";
import { createEffect, createMemo, createSignal, Show } from "solid-js";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { createAddressOrder } from "../../lists/address-order.ts";
import { NEWEST_FIRST } from "../../lists/order.ts";
import { Pager } from "../../lists/pager.tsx";
import { createSelection } from "../../lists/selection.ts";
import { SortChoice } from "../../lists/sort-choice.tsx";
import { TextFilter } from "../../lists/text-filter.tsx";
import type { OrganizationToken } from "../../outputs.ts";
import { EndSelected } from "../../tokens/end-selected.tsx";
import { listedState, StateTabs } from "../../tokens/state-tabs.tsx";
import { TokenDialogs } from "../../tokens/token-dialogs-on-demand.tsx";
import type { Whose } from "../../tokens/whose.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import { Page } from "../../ui/page.tsx";
import { createShortcuts } from "../../ui/shortcuts.ts";
import { ORDERS } from "./columns.tsx";
import { OrganizationTokenList } from "./organization-token-list.tsx";
import { createOrganizationTokens, type Question } from "./organization-tokens.ts";

interface Address extends Record<string, string | undefined> {
  q?: string;
  state?: string;
  sort?: string;
  cursor?: string;
}

const IdentifyDialog = onDemand(
  async () => (await import("./identify-dialog.tsx")).IdentifyDialog,
  () => true,
);

const EVERYTHING: Question = { q: undefined, state: undefined, sort: undefined, cursor: undefined };

export function OrganizationApiTokens() {
  const [address, setAddress] = useSearchParams<Address>();
  const dialog = createAddressDialog();
  const question = createMemo<Question>(
    () => ({ q: address.q, state: listedState(address.state), sort: address.sort, cursor: address.cursor }),
    EVERYTHING,
    {
      equals: (a, b) => a.q === b.q && a.state === b.state && a.sort === b.sort && a.cursor === b.cursor,
    },
  );
  const tokens = createOrganizationTokens(question);
  const selection = createSelection<OrganizationToken>(
    tokens.items,
    ({ name, user }) => `${name} of ${user.name}`,
    () => JSON.stringify([address.q, question().state]),
  );
  const drop = (id: string) => selection.drop([id]);
  const order = createAddressOrder(NEWEST_FIRST);
  let search: HTMLInputElement | undefined;

  const [pasted, setPasted] = createSignal("");
  const isIdentifying = () => dialog.name() === "identify";
  const identify = (text: string) => {
    setPasted(text);
    dialog.show("identify");
  };
  createEffect(() => !isIdentifying() && setPasted(""));
  const userOf = (id: string) => tokens.items().find((token) => token.id === id)?.user;
  /** Owners rotate their tokens on their own page; here superusers suspend or revoke anybody's. */
  const whoseOf = (id: string): Whose => {
    const user = userOf(id);
    return user?.email === null ? { serviceUser: user.id } : "another's";
  };

  const setSearch = (q: string) =>
    setAddress({ q: q || undefined, cursor: undefined }, { replace: true, scroll: false });

  /** The list as a file, in the same order. */
  const filtered = () => {
    const { q, state, sort } = question();
    const asked = Object.entries({ q, state, sort }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    );
    return asked.length > 0 ? `?${new URLSearchParams(asked)}` : "";
  };

  createShortcuts({ "/": () => search?.focus() });

  return (
    <Page
      title="Organization API tokens"
      lead="Every API token that anybody here holds. Revoke those that are no longer used."
      actions={
        <div class="page-actions">
          <a class="button plain" href={`/export/api-tokens.csv${filtered()}`} download="" rel="external">
            <Icon of={Download} size={16} />
            CSV
          </a>
          <Button onClick={() => identify("")}>Whose token is this?</Button>
        </div>
      }
    >
      <AccountTabs />
      <div class="list-head">
        <TextFilter
          ref={(input) => (search = input)}
          label="Search tokens and users"
          value={address.q ?? ""}
          onChange={setSearch}
          onToken={identify}
        />
        <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
      </div>
      <StateTabs state={question().state} counts={tokens.states()} />
      <OrganizationTokenList
        tokens={tokens}
        search={address.q}
        state={question().state}
        selection={selection}
        order={order.now()}
        onSort={order.press}
        whoseOf={whoseOf}
        onMove={(move, id) => dialog.show(move, id)}
        onClearSearch={() =>
          setAddress({ q: undefined, state: undefined, cursor: undefined }, { replace: true, scroll: false })
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
        ownerOf={(id) => userOf(id)}
        whoseOf={whoseOf}
        onRevoked={drop}
        restingPlace={() => search}
      />
      <Show when={isIdentifying()}>
        <IdentifyDialog
          pasted={pasted()}
          revoke={(id) => tokens.revoke(id).then(() => drop(id))}
          onChanged={tokens.refresh}
          onClose={dialog.close}
        />
      </Show>
    </Page>
  );
}
