import { type Counter, REVOKED } from "../../worker/domain/usage/counter.ts";
import { batch, type Database } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import { addCounts, addTried } from "./counts-sql.ts";

/** How many counters one transaction takes: some hundred kB with the longest routes. */
const AT_ONCE = 1_000;

/**
 * Adds counters: for a token in use to its sheet, one row for all its tokens; for any other token to its day; and for a
 * revoked token to the calls since its end.
 */
export async function gatherCounts(database: Database, counters: readonly Counter[]): Promise<void> {
  const tried = counters.filter(({ outcome }) => outcome === REVOKED);
  for (const piece of inPieces(tried, AT_ONCE)) await batch(database, [addTried(piece)]);
  const counted = counters.filter(({ outcome }) => outcome !== REVOKED);
  for (const piece of inPieces(counted, AT_ONCE)) await batch(database, addCounts(piece));
}
