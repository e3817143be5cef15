import { and, gt, isNotNull, lt, ne, not, sql } from "drizzle-orm";
import { batch, type Database, prepare } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { refusedSince } from "../tables/refused-since.ts";
import { tokenWithLastUse } from "../tables/token-with-last-use.ts";
import { useSheet } from "../tables/use-sheet.ts";
import { fold } from "./counts-sql.ts";
import { removeSome } from "./sql.ts";

/**
 * Moves the counts on sheets to their days, one sheet per transaction: all counts, or only those of tokens that were
 * not used after `unusedSince` (ms UTC) and are about to come to rest.
 */
export async function foldCounts(database: Database, unusedSince: number | null): Promise<void> {
  const sheets = await database.select({ id: useSheet.id }).from(useSheet).where(ne(useSheet.counts, "{}"));
  const { id, useSheet: sheet, lastUsedAt } = tokenWithLastUse;
  const isCounted = sql`${id} = counted.key ->> 0`;
  const isInUse = hasRow(tokenWithLastUse, and(isCounted, isNotNull(sheet), gt(lastUsedAt, unusedSince)));
  const what = unusedSince === null ? sql`TRUE` : not(isInUse);
  for (const { id } of sheets) await batch(database, fold({ id, what }));
}

/** Removes at most `limit` rows of days before `day`, and returns how many. */
export async function removeUsageBefore(database: Database, day: number, limit: number): Promise<number> {
  const { meta } = await prepare(database, removeSome(day, limit)).run();
  return meta.changes;
}

/** Removes the counts of revoked tokens that nobody has tried since `before` (ms UTC). */
export async function removeTriedBefore(database: Database, before: number): Promise<void> {
  await database.delete(refusedSince).where(lt(refusedSince.lastAt, before));
}
