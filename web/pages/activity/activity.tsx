import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { List } from "../../lists/list.tsx";
import { Pager } from "../../lists/pager.tsx";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import { createTotal } from "../../lists/total.ts";
import type { Happening } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";
import { tick } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { createShortcuts } from "../../ui/shortcuts.ts";
import { Export } from "./export.tsx";
import { Happenings } from "./happenings.tsx";
import { PersonFilter } from "./person-filter.tsx";

const REFRESH_MS = 30_000;

interface Question {
  userId: string | undefined;
  cursor: string | undefined;
}

interface Address extends Record<string, string | undefined> {
  user?: string;
  cursor?: string;
}

export function Activity() {
  const [address, setAddress] = useSearchParams<Address>();
  const question = createMemo<Question>(
    () => ({ userId: address.user, cursor: address.cursor }),
    { userId: undefined, cursor: undefined },
    { equals: (a, b) => a.userId === b.userId && a.cursor === b.cursor },
  );
  const page = createKeysetPage<Question, Happening>(question, async (question, signal) => {
    const answer = await rpc.activity.list.query({ ...question, limit: ROWS["activity.list"] }, { signal });
    tick();
    return answer;
  });
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });
  const total = createTotal(
    createMemo(() => address.user),
    page.loaded,
    (userId, signal) => rpc.activity.count.query({ userId }, { signal }),
  );
  let person: HTMLInputElement | undefined;

  const setPerson = (user: string | undefined) => setAddress({ user, cursor: undefined }, { scroll: false });
  createShortcuts({ "/": () => person?.focus() });

  return (
    <Page
      title="Activity"
      lead="What was done, by whom and on whom. Nobody can change or delete any of it."
      actions={<Export userId={address.user} />}
    >
      <AccountTabs />
      <PersonFilter ref={(input) => (person = input)} userId={address.user} onChange={setPerson} />
      <List
        label="Activity"
        page={page}
        one="event"
        several="events"
        empty={
          <EmptyState title="Nothing yet">
            Sign-ins, tokens made and revoked, and every change to the team are written down here.
          </EmptyState>
        }
      >
        <Happenings items={page.items()} loaded={page.loaded()} onPerson={setPerson} />
      </List>
      <Pager
        cursor={address.cursor}
        nextCursor={page.nextCursor()}
        first="Newest"
        shown={page.items().length}
        total={total.now()}
      />
    </Page>
  );
}
