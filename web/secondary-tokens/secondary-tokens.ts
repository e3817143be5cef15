import type { Accessor } from "solid-js";
import { createKeysetPage } from "../lists/keyset-page.ts";
import { refreshOnFocus } from "../lists/refresh-on-focus.ts";
import type { Deletion, SecondaryToken } from "../outputs.ts";
import { refusalOf } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { tick } from "../ui/clock.ts";

const REFRESH_MS = 20_000;

/** What tells browsers apart is large, and comes beside the page: until it is there, all have this name. */
let nameOf = (_userAgent: string | null) => "Browser";

async function loadBrowserNames(): Promise<void> {
  nameOf = (await import("./browser-name.ts")).browserName;
}

export interface Question {
  /** Somebody else's, for a Master Admin; undefined for one's own. */
  userId: string | undefined;
  q: string | undefined;
  /** As `web/lists/order.ts` writes it. */
  sort: string | undefined;
  cursor: string | undefined;
}

export type SecondaryTokens = ReturnType<typeof createSecondaryTokens>;

/** The sessions and API tokens of a member, one page of them, and what can be done to them. */
export function createSecondaryTokens(question: Accessor<Question>) {
  const page = createKeysetPage<Question, SecondaryToken>(question, async (question, signal) => {
    const answer = await rpc.secondaryTokens.list.query(question, { signal });
    tick();
    answer.items.forEach(nameSession);
    return answer;
  });
  loadBrowserNames()
    .then(() => page.items().forEach(({ id }) => void page.change(id, nameSession)))
    .catch(() => undefined);
  // "Last used" moves, and sessions come and go, without anybody touching the page.
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  return {
    ...page,
    /** Whose they are; undefined for one's own. */
    userId: () => question().userId,
    /** What is gone already is as deleted as it was asked to be. */
    async delete(id: string): Promise<Deletion> {
      const deletion = await rpc.secondaryTokens.delete.mutate({ id }).catch(goneAlready);
      if (!deletion.signedOut) {
        page.remove(id);
        page.refresh();
      }
      return deletion;
    },
    async deleteMany(ids: string[]) {
      const { userId } = question();
      const { deleted, signedOut } = await rpc.secondaryTokens.deleteMany.mutate({ userId, ids });
      return { ended: deleted, signedOut };
    },
    async deleteAll(): Promise<Deletion> {
      const deletion = await rpc.secondaryTokens.deleteAll.mutate({ userId: question().userId });
      if (!deletion.signedOut) await page.refresh();
      return deletion;
    },
  };
}

/** A session is called by its browser. */
function nameSession(token: SecondaryToken): void {
  if (token.kind === "session") token.name = nameOf(token.userAgent);
}

function goneAlready(error: unknown): Deletion {
  if (refusalOf(error).code !== "NOT_FOUND") throw error;
  return { deleted: 0, signedOut: false };
}
