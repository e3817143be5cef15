import { type SQL, sql } from "drizzle-orm";
import type { LastUse } from "../worker/domain/tokens/last-use.ts";
import { batch, type Database, prepare } from "./connect.ts";

/**
 * A token moves to its new place in the order of last uses at most once in so long; in between it is
 * marked, and the organization's list looks at the marked ones by themselves.
 */
const MOVES_EVERY_MS = 10 * 60_000;

export type TokenUse = { id: string; at: number; use: LastUse };

/** Of several uses of one token the latest stays, whatever order the writes arrive in. */
export async function recordUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  const used = sql`(SELECT value ->> 0 AS id, value ->> 1 AS at, value ->> 2 AS method, value ->> 3 AS path
    FROM json_each(${JSON.stringify(uses.map(({ id, at, use }) => [id, at, use.method, use.path]))})) AS used`;
  await batch(database, [
    record(used, MOVED, sql`AND kind = 'api' AND used.at - sorted_used_at >= ${MOVES_EVERY_MS}`),
    record(used, sql`, use_unsorted = 1`, sql`AND kind = 'api' AND use_unsorted = 0`),
    record(used, sql``, sql``),
  ]);
}

/** Each writes only the columns that it changes, and so only the indexes of those. */
function record(used: SQL, further: SQL, where: SQL): SQL {
  return sql`UPDATE token SET last_used_at = used.at, last_used_method = used.method, last_used_path = used.path ${further}
    FROM ${used} WHERE token.id = used.id AND (last_used_at IS NULL OR last_used_at < used.at) ${where}`;
}

const MOVED = sql`, sorted_used_at = used.at, sorted_usage = used.method || ' ' || used.path, use_unsorted = 0,
  earlier_used_at = coalesce(last_used_at, -1),
  earlier_usage = coalesce(last_used_method || ' ' || last_used_path, '')`;

/** Moves marked tokens that are no longer in steady use to their place. Returns how many, at most `limit`. */
export async function settleUses(database: Database, now: number, limit: number): Promise<number> {
  const { meta } = await prepare(
    database,
    sql`UPDATE token SET sorted_used_at = last_used_at, sorted_usage = last_used_method || ' ' || last_used_path,
        use_unsorted = 0, earlier_used_at = sorted_used_at, earlier_usage = sorted_usage
      WHERE seq IN (SELECT seq FROM token WHERE use_unsorted = 1 AND last_used_at <= ${now - MOVES_EVERY_MS}
        LIMIT ${limit})`,
  ).run();
  return meta.changes;
}
