import { type SQL, sql } from "drizzle-orm";
import type { LastUse } from "../worker/domain/tokens/last-use.ts";
import { batch, type Database, prepare } from "./connect.ts";

/** A token that was not used for so long is no longer in steady use. */
const STEADY_MS = 10 * 60_000;

export type TokenUse = { id: string; at: number; use: LastUse };

/**
 * Of several uses of one token the latest stays, whatever order the writes arrive in. The order that the
 * organization's list reads stays as it is: the token is marked, once, and moves when it comes to rest.
 */
export async function recordUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  const used = sql`(SELECT value ->> 0 AS id, value ->> 1 AS at, value ->> 2 AS method, value ->> 3 AS path
    FROM json_each(${JSON.stringify(uses.map(({ id, at, use }) => [id, at, use.method, use.path]))})) AS used`;
  await batch(database, [
    record(used, sql`, use_marked_at = used.at`, sql`AND kind = 'api' AND use_marked_at IS NULL`),
    record(used, sql``, sql``),
  ]);
}

/** Each writes only the columns that it changes, and so only the indexes of those. */
function record(used: SQL, further: SQL, where: SQL): SQL {
  return sql`UPDATE token SET last_used_at = used.at, last_used_method = used.method, last_used_path = used.path,
      earlier_used_at = coalesce(last_used_at, -1),
      earlier_usage = coalesce(last_used_method || ' ' || last_used_path, '') ${further}
    FROM ${used} WHERE token.id = used.id AND (last_used_at IS NULL OR last_used_at < used.at) ${where}`;
}

/** Moves marked tokens that have come to rest to their place. Returns how many, at most `limit`. */
export async function settleUses(database: Database, now: number, limit: number): Promise<number> {
  const { meta } = await prepare(
    database,
    sql`UPDATE token SET sorted_used_at = last_used_at, sorted_usage = last_used_method || ' ' || last_used_path,
        use_marked_at = NULL
      WHERE seq IN (SELECT seq FROM token INDEXED BY token_in_use
        WHERE use_marked_at IS NOT NULL AND last_used_at <= ${now - STEADY_MS} LIMIT ${limit})`,
  ).run();
  return meta.changes;
}
