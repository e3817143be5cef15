import type { Accessor } from "solid-js";
import { createKeysetPage } from "../lists/keyset-page.ts";
import { refreshOnFocus } from "../lists/refresh-on-focus.ts";
import type { Deletion, SecondaryToken } from "../outputs.ts";
import { refusalOf } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { tick } from "../ui/clock.ts";

const REFRESH_MS = 20_000;

/** The code that names browsers is large and loads after the page; until then all have this name. */
let nameOf = (_userAgent: string | null) => "Browser";

async function loadBrowserNames(): Promise<void> {
  nameOf = (await import("./browser-name.ts")).browserName;
}

export interface Question {
  /** Another member's, for a Master Admin; undefined for one's own. */
  userId: string | undefined;
  q: string | undefined;
  /** As in `web/lists/order.ts`. */
  sort: string | undefined;
  cursor: string | undefined;
}

export type SecondaryTokens = ReturnType<typeof createSecondaryTokens>;

/** One page of a member's sessions and API tokens, and the actions on them. */
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
  // "Last used" moves, and sessions come and go, without any action on the page.
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  return {
    ...page,
    /** The owner; undefined for one's own. */
    userId: () => question().userId,
    /** A token that is already gone counts as deleted. */
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

/** A session is named by its browser. */
function nameSession(token: SecondaryToken): void {
  if (token.kind === "session") token.name = nameOf(token.userAgent);
}

function goneAlready(error: unknown): Deletion {
  if (refusalOf(error).code !== "NOT_FOUND") throw error;
  return { deleted: 0, signedOut: false };
}
