import { type Accessor, createMemo } from "solid-js";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import { createTotal } from "../../lists/total.ts";
import type { TeamMember } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";

export interface Question {
  q: string | undefined;
  sort: string | undefined;
  cursor: string | undefined;
}

/** A page of the members whom the reader may see. */
export function createTeam(question: Accessor<Question>) {
  const page = createKeysetPage<Question, TeamMember>(question, firstFound);
  const total = createTotal(
    createMemo(() => question().q),
    page.loaded,
    (q, signal) => rpc.team.count.query({ q }, { signal }),
  );
  refreshOnFocus(page.refresh);
  return {
    ...page,
    total: total.now,
    refresh() {
      page.refresh();
      void total.retry();
    },
  };
}

/** A page may be empty though others follow: the server checks a limited number of members for each. */
async function firstFound(question: Question, signal: AbortSignal) {
  let page = await ask(question, signal);
  while (page.items.length === 0 && page.nextCursor !== null) {
    page = await ask({ ...question, cursor: page.nextCursor }, signal);
  }
  return page;
}

function ask(question: Question, signal: AbortSignal) {
  return rpc.team.list.query({ ...question, limit: ROWS["team.list"] }, { signal });
}

export type Team = ReturnType<typeof createTeam>;
