import { and, type SQL, sql } from "drizzle-orm";
import { LISTED_STATES, type ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { type Database, prepare } from "../connect.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import { isInState } from "./listed-state.ts";
import { countEach, foundInState } from "./sql.ts";
import { apiTokensOf, type MemberKey } from "./tokens.ts";

/** How many of the tokens that an index names are checked for the state. */
const MOST_LOOKED = 500;

/** How many tokens are in each state, counted to `most`. */
export type StateCounts = Record<ListedState, number>;

/**
 * How many API tokens of an organization are in each state now (ms UTC), counted to `most`. A count is too low if the
 * index names many tokens that are not in the state, such as those that were never used since they were made.
 */
export function countInStates(
  database: Database,
  organizationId: string,
  { now, most }: { now: number; most: number },
): Promise<StateCounts> {
  const named = (state: ListedState) =>
    and(
      sql`${t.seq} IN (${foundInState(state, organizationId, now, MOST_LOOKED)})`,
      sql`+${t.organizationId} = ${organizationId}`,
    );
  return counted(database, (state) => and(named(state), isInState(state, now)), most);
}

/** The same for one member. */
export function countInStatesOfMember(
  database: Database,
  member: MemberKey,
  { now, most }: { now: number; most: number },
): Promise<StateCounts> {
  const theirs = apiTokensOf(t, member);
  return counted(database, (state) => and(theirs, isInState(state, now)), most);
}

async function counted(
  database: Database,
  where: (state: ListedState) => SQL | undefined,
  most: number,
): Promise<StateCounts> {
  const row = await prepare(database, countEach(where, most)).first<StateCounts>();
  return row ?? (Object.fromEntries(LISTED_STATES.map((state) => [state, 0])) as StateCounts);
}
