import { gt, isNotNull, lt, ne, sql } from "drizzle-orm";
import { batch, type Database, prepare } from "../connect.ts";
import { refusedSince } from "../tables/refused-since.ts";
import { tokenWithLastUse } from "../tables/token-with-last-use.ts";
import { useSheet } from "../tables/use-sheet.ts";
import { fold } from "./counts.ts";

/**
 * Moves what is counted on sheets to its days, a sheet a transaction: all of it, or only that of tokens that were
 * not used after `unusedSince` (ms UTC) and are about to come to rest.
 */
export async function foldCounts(database: Database, unusedSince: number | null): Promise<void> {
  const sheets = await database.select({ id: useSheet.id }).from(useSheet).where(ne(useSheet.counts, "{}"));
  const { id, useSheet: sheet, lastUsedAt } = tokenWithLastUse;
  const isInUse = sql`EXISTS (SELECT 1 FROM ${tokenWithLastUse}
    WHERE ${id} = counted.key ->> 0 AND ${isNotNull(sheet)} AND ${gt(lastUsedAt, unusedSince)})`;
  const what = unusedSince === null ? sql`TRUE` : sql`NOT ${isInUse}`;
  for (const { id } of sheets) await batch(database, fold(sql`sheet.id = ${id}`, what));
}

/** Forgets at most `limit` rows of days before `day`. Returns how many. */
export async function removeUsageBefore(database: Database, day: number, limit: number): Promise<number> {
  // Drizzle's own `limit` on a deletion is one that D1 does not know.
  const { meta } = await prepare(
    database,
    sql`DELETE FROM token_usage_day WHERE rowid IN (SELECT rowid FROM token_usage_day WHERE day < ${day} LIMIT ${limit})`,
  ).run();
  return meta.changes;
}

/** Forgets revoked tokens that nobody has tried since `before` (ms UTC). */
export async function removeTriedBefore(database: Database, before: number): Promise<void> {
  await database.delete(refusedSince).where(lt(refusedSince.lastAt, before));
}
