import type { Accessor } from "solid-js";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { TeamMember } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";

export interface Question {
  q: string | undefined;
  cursor: string | undefined;
}

/** A page of the members whom one may see, by name. */
export function createTeam(question: Accessor<Question>) {
  const page = createKeysetPage<Question, TeamMember>(question, (question, signal) =>
    rpc.team.list.query({ ...question, limit: ROWS["team.list"] }, { signal }),
  );
  refreshOnFocus(page.refresh);
  return page;
}

export type Team = ReturnType<typeof createTeam>;
