import { sql } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";
import { record } from "./rows.ts";
import { usesOnSheets } from "./sheets.ts";

/**
 * Brings what sheets tell of tokens that were not used after `before` (ms UTC) into their rows. The sheets are read
 * first: joined with them, SQLite would read them all again for each token there is.
 */
export async function bringIntoRows(database: Database, before: number): Promise<void> {
  const used = sql`WITH told AS MATERIALIZED (${usesOnSheets()}) SELECT * FROM told WHERE at <= ${before}`;
  await prepare(database, record(used, sql``, sql``)).run();
}

/**
 * Moves marked tokens that were not used after `before` (ms UTC) to their place in the order of last uses. Returns
 * how many, at most `limit`.
 */
export async function settleUses(database: Database, before: number, limit: number): Promise<number> {
  const { meta } = await prepare(
    database,
    sql`UPDATE token SET sorted_used_at = last_used_at, sorted_usage = last_used_method || ' ' || last_used_path,
        use_marked_at = NULL, use_sheet = NULL
      WHERE seq IN (SELECT seq FROM token INDEXED BY token_in_use
        WHERE use_marked_at IS NOT NULL AND last_used_at <= ${before}
          AND seq NOT IN (SELECT seq FROM (${usesOnSheets()}) WHERE at > ${before}) LIMIT ${limit})`,
  ).run();
  return meta.changes;
}

/** Removes sheets that no token is on any more. */
export async function removeSheets(database: Database): Promise<void> {
  await prepare(
    database,
    sql`DELETE FROM use_sheet WHERE counts = '{}' AND id NOT IN (
      SELECT use_sheet FROM token INDEXED BY token_in_use
      WHERE use_marked_at IS NOT NULL AND use_sheet IS NOT NULL)`,
  ).run();
}
