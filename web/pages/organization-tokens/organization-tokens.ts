import { type Accessor, createMemo } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import { createTotal } from "../../lists/total.ts";
import type { ListedState, OrganizationToken } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";
import { unlessGone } from "../../tokens/unless-gone.ts";
import { tick } from "../../ui/clock.ts";

const REFRESH_MS = 30_000;

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
    // If few match, the server may have searched a stretch without a hit.
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

  const narrowed = createMemo<Pick<Question, "q" | "state">>(
    () => ({ q: question().q, state: question().state }),
    { q: undefined, state: undefined },
    { equals: (a, b) => a.q === b.q && a.state === b.state },
  );
  const total = createTotal(narrowed, page.loaded, (narrowed, signal) =>
    rpc.organization.tokenCount.query(narrowed, { signal }),
  );

  return {
    ...page,
    states: states.answer,
    total: total.now,
    refresh() {
      page.refresh();
      void Promise.all([states.retry(), total.retry()]);
    },
    async revokeMany(ids: string[]) {
      const { revoked } = await rpc.organization.revokeTokens.mutate({ ids });
      return { ended: revoked };
    },
    async revoke(id: string) {
      await rpc.organization.revokeToken.mutate({ id }).catch(unlessGone);
      page.remove(id);
      void Promise.all([page.refresh(), states.retry(), total.retry()]);
    },
  };
}
