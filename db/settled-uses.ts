import { sql } from "drizzle-orm";
import { batch, type Database, prepare } from "./connect.ts";
import { record } from "./token-uses.ts";
import { latestOnSheets } from "./use-sheets.ts";

/**
 * Moves marked tokens that were not used after `before` (ms UTC) to their place in the order of last uses, and what
 * sheets tell of them into their rows. Returns how many it moved, at most `limit`.
 */
export async function settleUses(database: Database, before: number, limit: number): Promise<number> {
  const latest = latestOnSheets();
  const [, moved] = await batch(database, [
    record(sql`SELECT * FROM (${latest}) WHERE at <= ${before}`, sql``, sql`AND use_marked_at IS NOT NULL`),
    sql`UPDATE token SET sorted_used_at = last_used_at, sorted_usage = last_used_method || ' ' || last_used_path,
        use_marked_at = NULL
      WHERE seq IN (SELECT seq FROM token INDEXED BY token_in_use
        WHERE use_marked_at IS NOT NULL AND last_used_at <= ${before}
          AND id NOT IN (SELECT id FROM (${latest}) WHERE at > ${before}) LIMIT ${limit})`,
  ]);
  return moved?.meta.changes ?? 0;
}

/** Removes sheets on which nothing is newer than `before` (ms UTC): what they told is in the tokens' rows by then. */
export async function removeSheets(database: Database, before: number): Promise<void> {
  await prepare(database, sql`DELETE FROM use_sheet WHERE newest_at <= ${before}`).run();
}
