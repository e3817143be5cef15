import { type Database, prepare } from "../connect.ts";
import { record } from "./rows-sql.ts";
import { removeUnusedSheets, settleSome, usesBefore } from "./settle-sql.ts";

/** Copies the uses on sheets into the rows of tokens that were not used after `before` (ms UTC). */
export async function bringIntoRows(database: Database, before: number): Promise<void> {
  await prepare(database, record(usesBefore(before))).run();
}

/**
 * Moves marked tokens that were not used after `before` (ms UTC) to their place in the order of last uses. Returns
 * how many, at most `limit`.
 */
export async function settleUses(database: Database, before: number, limit: number): Promise<number> {
  const { meta } = await prepare(database, settleSome(before, limit)).run();
  return meta.changes;
}

/** Removes sheets without tokens. */
export async function removeSheets(database: Database): Promise<void> {
  await prepare(database, removeUnusedSheets()).run();
}
