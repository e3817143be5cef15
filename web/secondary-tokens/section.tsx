import { useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { createAddressOrder } from "../lists/address-order.ts";
import { NEWEST_FIRST } from "../lists/order.ts";
import { Pager } from "../lists/pager.tsx";
import { createSelection } from "../lists/selection.ts";
import { SortChoice } from "../lists/sort-choice.tsx";
import { TextFilter } from "../lists/text-filter.tsx";
import type { SecondaryToken } from "../outputs.ts";
import { useSession } from "../signed-in.tsx";
import { EndSelected } from "../tokens/end-selected.tsx";
import { ownPage } from "../tokens/own-page.ts";
import type { ToEnd } from "../tokens/to-end.ts";
import { createAddressDialog } from "../ui/address-dialog.ts";
import { Button } from "../ui/button.tsx";
import { grouped } from "../ui/numbers.ts";
import { Section } from "../ui/section.tsx";
import { createShortcuts } from "../ui/shortcuts.ts";
import { ORDERS } from "./columns.tsx";
import { createCounts } from "./counts.ts";
import { SecondaryTokenDialogs } from "./dialogs-on-demand.tsx";
import { SecondaryTokenList } from "./list.tsx";
import type { Owner } from "./owner.ts";
import type { SecondaryTokens } from "./secondary-tokens.ts";
import { addressOf, inWords, spokenOf } from "./words.ts";

interface SecondaryTokensSectionProps {
  tokens: SecondaryTokens;
  owner?: Owner;
}

interface Address extends Record<string, string | undefined> {
  q?: string;
  cursor?: string;
}

/** Lists and ends every session and API token of a member: one's own, or for a Master Admin another's. */
export function SecondaryTokensSection(props: SecondaryTokensSectionProps) {
  const [address, setAddress] = useSearchParams<Address>();
  const session = useSession();
  const dialog = createAddressDialog();
  const counts = createCounts(() => ({
    userId: props.tokens.userId(),
    q: address.q || undefined,
    rows: props.tokens.items().length,
  }));
  const what = () => {
    const counted = counts.answer();
    return counted && (inWords(counted.sessions, counted.apiTokens) || undefined);
  };
  const selection = createSelection<SecondaryToken>(props.tokens.items, spokenOf, () =>
    JSON.stringify([props.tokens.userId(), address.q]),
  );
  const toEnd = (token: SecondaryToken): ToEnd => ({
    ...token,
    user: props.owner,
    session: token.kind === "session" ? { current: token.current, address: addressOf(token) } : undefined,
  });
  const order = createAddressOrder(NEWEST_FIRST);
  let filter: HTMLInputElement | undefined;
  let deleteAll: HTMLButtonElement | undefined;

  const setFilter = (q: string) =>
    setAddress({ q: q || undefined, cursor: undefined }, { replace: true, scroll: false });
  createShortcuts({ "/": () => filter?.focus() });

  return (
    <Section
      title="Secondary tokens"
      lead={
        props.owner
          ? `Where ${props.owner.name} is signed in, and the programs that call the API as them.`
          : "Where you are signed in, and the programs that call the API as you."
      }
      action={
        <Show when={what()}>
          <Button ref={(element) => (deleteAll = element)} onClick={() => dialog.show("delete-all")}>
            Delete all tokens
          </Button>
        </Show>
      }
    >
      <Show when={counts.removed()}>
        {(removed) => (
          <div class="removing">
            <p role="status">
              {grouped(removed().gone)} of {grouped(removed().of)} that have ended are removed. None of them
              works.
            </p>
            <progress value={removed().gone} max={removed().of} aria-label="Cleared away" />
          </div>
        )}
      </Show>
      <div class="list-head">
        <TextFilter
          ref={(input) => (filter = input)}
          label="Filter by name or address"
          value={address.q ?? ""}
          onChange={setFilter}
        />
        <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
      </div>
      <SecondaryTokenList
        tokens={props.tokens}
        owner={props.owner}
        filter={address.q}
        pageOf={(id) => ownPage(session(), id, props.owner === undefined)}
        selection={selection}
        order={order.now()}
        onSort={order.press}
        onClearFilter={() => setFilter("")}
        onDelete={(id) => dialog.show("delete", id)}
      />
      <EndSelected
        verb="delete"
        selection={selection}
        dialog={dialog}
        toEnd={toEnd}
        end={props.tokens.deleteMany}
        onEnded={() => {
          props.tokens.refresh();
          counts.retry();
        }}
      />
      <Pager
        cursor={address.cursor}
        nextCursor={props.tokens.nextCursor()}
        first="First page"
        shown={props.tokens.items().length}
        total={address.q ? counts.found() : what()}
      />
      <SecondaryTokenDialogs
        dialog={dialog}
        tokens={props.tokens}
        owner={props.owner}
        what={what()}
        onDeleted={(id) => selection.drop([id])}
        onDeletedAll={() => {
          selection.clear();
          counts.retry();
        }}
        restingPlace={() => deleteAll}
      />
    </Section>
  );
}
