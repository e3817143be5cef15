import { and, type SQL, sql } from "drizzle-orm";
import { LISTED_STATES, type ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { type Database, prepare } from "../connect.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import { foundInState, isInState } from "./listed-state.ts";
import type { MemberKey } from "./tokens.ts";

/** Of so many tokens that an index names it is looked whether they are in the state. */
const MOST_LOOKED = 500;

/** How many tokens are in each state, as far as `most`. */
export type StateCounts = Record<ListedState, number>;

/**
 * How many API tokens of an organization are in each state now (ms UTC), counted to `most`. Of a state for which
 * an index names many that are not in it, as of tokens that were never used since they were made, some are missing.
 */
export function countInStates(
  database: Database,
  organizationId: string,
  { now, most }: { now: number; most: number },
): Promise<StateCounts> {
  const named = (
    state: ListedState,
  ) => sql`${t.seq} IN (${foundInState(state, organizationId, now, MOST_LOOKED)})
    AND +${t.organizationId} = ${organizationId}`;
  return counted(database, (state) => and(named(state), isInState(state, now)), most);
}

/** The same of one member's. */
export function countInStatesOfMember(
  database: Database,
  { organizationId, userId }: MemberKey,
  { now, most }: { now: number; most: number },
): Promise<StateCounts> {
  const theirs = sql`${t.organizationId} = ${organizationId} AND ${t.userId} = ${userId} AND ${t.kind} = 'api'`;
  return counted(database, (state) => and(theirs, isInState(state, now)), most);
}

async function counted(
  database: Database,
  where: (state: ListedState) => SQL | undefined,
  most: number,
): Promise<StateCounts> {
  const counts = LISTED_STATES.map(
    (state) =>
      sql`(SELECT count(*) FROM (SELECT 1 FROM ${t} WHERE ${where(state)} LIMIT ${most})) AS ${sql.identifier(state)}`,
  );
  const row = await prepare(database, sql`SELECT ${sql.join(counts, sql`, `)}`).first<StateCounts>();
  return row ?? (Object.fromEntries(LISTED_STATES.map((state) => [state, 0])) as StateCounts);
}
