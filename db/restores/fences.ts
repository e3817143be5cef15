import { sql } from "drizzle-orm";
import { batch, type Database, prepare } from "../connect.ts";

/** `at`: when it was left, in ms UTC. */
export type StoredFence = { id: string; at: number };

/** Asked inside a batch: whether this database was put back, and what came back has not been ended yet. */
const IS_UNMENDED = sql`EXISTS (SELECT 1 FROM database_restore WHERE mended_at IS NULL)`;

/**
 * Leaves a fence, unless this database was put back: then one more would hide it. `missing`: the fence `known` is
 * not there; `unmended`: that was noticed before.
 */
export async function insertFence(
  database: Database,
  { id, at }: StoredFence,
  known: string | null,
): Promise<"left" | "missing" | "unmended"> {
  const isKnownThere = known === null ? sql`TRUE` : sql`EXISTS (SELECT 1 FROM fence WHERE id = ${known})`;
  const [insertion, state] = await batch<{ unmended: 0 | 1 }>(database, [
    sql`INSERT INTO fence (id, created_at) SELECT ${id}, ${at} WHERE ${isKnownThere} AND NOT ${IS_UNMENDED}`,
    sql`SELECT ${IS_UNMENDED} AS unmended`,
  ]);
  if (insertion?.meta.changes) return "left";
  return state?.results[0]?.unmended ? "unmended" : "missing";
}

/** Those of `ids` that are there, each by its key. */
export async function findFences(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await prepare(
    database,
    sql`SELECT id FROM fence WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

/**
 * Notes that this database was put back to before `lost` was left. All fences go, so that every isolate misses its
 * own. Nothing where it was noted before, also by a fence that was lost in a restore that is mended by now.
 */
export async function recordRestore(database: Database, lost: StoredFence, now: number): Promise<void> {
  await batch(database, [
    sql`INSERT INTO database_restore (intact_until, noticed_at)
      SELECT max(created_at), max(${now}, coalesce(max(created_at), 0)) FROM fence
      HAVING NOT ${IS_UNMENDED} AND NOT EXISTS (SELECT 1 FROM database_restore WHERE noticed_at >= ${lost.at})`,
    sql`DELETE FROM fence WHERE changes() > 0`,
  ]);
}

/** All but the newest, which KV knows for as long as nothing was revoked since. */
export async function removeFencesBefore(database: Database, before: number): Promise<void> {
  await prepare(
    database,
    sql`DELETE FROM fence WHERE created_at < ${before} AND rowid < (SELECT max(rowid) FROM fence)`,
  ).run();
}
