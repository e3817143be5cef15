import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { usesOnSheets } from "./sheets-sql.ts";

/**
 * The uses on sheets of tokens that were not used after `before`, as input for `record`. Raw: MATERIALIZED, so that the
 * sheets are read first: in a join, SQLite would read all of them again for each token.
 */
export function usesBefore(before: number): SQL {
  return sql`WITH told AS MATERIALIZED (${usesOnSheets()}) SELECT * FROM told WHERE at <= ${before}`;
}

/** Moves these tokens to their place in the order of last uses. Raw: INDEXED BY, and a raw part. */
export function settleSome(before: number, limit: number): Statement {
  return sql`UPDATE token SET sorted_used_at = last_used_at, sorted_usage = last_used_method || ' ' || last_used_path,
        use_marked_at = NULL, use_sheet = NULL
      WHERE seq IN (SELECT seq FROM token INDEXED BY token_in_use
        WHERE use_marked_at IS NOT NULL AND last_used_at <= ${before}
          AND seq NOT IN (SELECT seq FROM (${usesOnSheets()}) WHERE at > ${before}) LIMIT ${limit})`;
}

/** Raw: INDEXED BY. */
export function removeUnusedSheets(): Statement {
  return sql`DELETE FROM use_sheet WHERE counts = '{}' AND id NOT IN (
      SELECT use_sheet FROM token INDEXED BY token_in_use
      WHERE use_marked_at IS NOT NULL AND use_sheet IS NOT NULL)`;
}
