import type { Accessor } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { ListedState, OrganizationToken } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";
import { unlessGone } from "../../tokens/unless-gone.ts";
import { tick } from "../../ui/clock.ts";

const REFRESH_MS = 30_000;

/** It stands for more, too: the server counts no further. */
const MOST_COUNTED = 100;

/** Of these the server counts what it finds among so many. */
const LOOKED_FOR: ReadonlySet<ListedState> = new Set(["attention", "blocked", "unused"]);

export interface Question {
  q: string | undefined;
  state: ListedState | undefined;
  sort: string | undefined;
  cursor: string | undefined;
}

/** A page of every API token of the organization. The server searches, sorts and cuts the pages. */
export function createOrganizationTokens(question: Accessor<Question>) {
  const page = createKeysetPage<Question, OrganizationToken>(question, async (question, signal) => {
    let answer = await rpc.organization.tokens.query(
      { ...question, limit: ROWS["organization.tokens"] },
      { signal },
    );
    // Where few match the server may have looked through a stretch without a find.
    while (answer.items.length === 0 && answer.nextCursor) {
      const { nextCursor: cursor } = answer;
      answer = await rpc.organization.tokens.query(
        { ...question, cursor, limit: ROWS["organization.tokens"] },
        { signal },
      );
    }
    tick();
    return answer;
  });
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  const states = createAnswer(
    () => page.loaded() || undefined,
    (_, signal) => rpc.organization.tokenStates.query(undefined, { signal }),
  );

  const size = createAnswer(
    () => page.loaded() || undefined,
    (_, signal) => rpc.organization.size.query(undefined, { signal }),
  );
  /** Of a search it is not known, nor of states for which the server looks at some tokens only. */
  const total = () => {
    const { q, state } = question();
    if (q || (state && LOOKED_FOR.has(state))) return undefined;
    if (!state) return size.answer()?.tokens;
    const count = states.answer()?.[state];
    return count === MOST_COUNTED ? `more than ${MOST_COUNTED - 1}` : count;
  };

  return {
    ...page,
    states: states.answer,
    total,
    refresh() {
      page.refresh();
      void Promise.all([states.retry(), size.retry()]);
    },
    async revokeMany(ids: string[]) {
      const { revoked } = await rpc.organization.revokeTokens.mutate({ ids });
      return { ended: revoked };
    },
    async revoke(id: string) {
      await rpc.organization.revokeToken.mutate({ id }).catch(unlessGone);
      page.remove(id);
      void Promise.all([page.refresh(), states.retry(), size.retry()]);
    },
  };
}
