import { type Counter, REVOKED } from "../../worker/domain/usage/counter.ts";
import { batch, type Database } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import { addCounts, addTried } from "./counts-sql.ts";

/** Counters a transaction: some hundred kB with the longest routes. */
const AT_ONCE = 1_000;

/**
 * Adds counters to what is counted: of a token in use on its sheet, a row however many are counted there; of any
 * other straight to its day, and of a revoked one, that it is still tried.
 */
export async function gatherCounts(database: Database, counters: readonly Counter[]): Promise<void> {
  const tried = counters.filter(({ outcome }) => outcome === REVOKED);
  for (const piece of inPieces(tried, AT_ONCE)) await batch(database, [addTried(piece)]);
  const counted = counters.filter(({ outcome }) => outcome !== REVOKED);
  for (const piece of inPieces(counted, AT_ONCE)) await batch(database, addCounts(piece));
}
