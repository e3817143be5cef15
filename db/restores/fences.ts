import { and, eq, isNull, not, sql } from "drizzle-orm";
import { batch, build, type Database, prepare } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { insertWhere, isOneOf } from "../sql.ts";
import { databaseRestore } from "../tables/database-restore.ts";
import { fence } from "../tables/fence.ts";
import { insertRestore, removeFences } from "./sql.ts";

/** `at`: when it was written, in ms UTC. */
export type StoredFence = { id: string; at: number };

/** Whether this database was put back and the tokens that came back have not been ended yet; for use inside a batch. */
const isUnmended = () => hasRow(databaseRestore, isNull(databaseRestore.mendedAt));

/**
 * Writes a fence, unless this database was put back: a further fence would hide that. `missing`: the fence `known` does
 * not exist; `unmended`: a restore was already noticed.
 */
export async function insertFence(
  database: Database,
  { id, at }: StoredFence,
  known: string | null,
): Promise<"left" | "missing" | "unmended"> {
  const isKnownThere = known === null ? undefined : hasRow(fence, eq(fence.id, known));
  const [insertion, unmended] = await batch(database, [
    insertWhere(fence, { id, createdAt: at }, and(isKnownThere, not(isUnmended()))),
    build
      .select({ id: databaseRestore.id })
      .from(databaseRestore)
      .where(isNull(databaseRestore.mendedAt))
      .limit(1),
  ]);
  if (insertion?.meta.changes) return "left";
  return unmended?.results.length ? "unmended" : "missing";
}

/** Those of `ids` that exist, each found by its key. */
export async function findFences(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await database.select({ id: fence.id }).from(fence).where(isOneOf(fence.id, ids));
  return new Set(found.map(({ id }) => id));
}

/**
 * Records that this database was put back to before `lost` was written. All fences go, so that every isolate misses its
 * own. Changes nothing if the restore was already recorded, even by a fence that was lost in a restore mended since.
 */
export async function recordRestore(database: Database, lost: StoredFence, now: number): Promise<void> {
  await batch(database, [insertRestore(lost.at, now), build.delete(fence).where(sql`changes() > 0`)]);
}

/**
 * Removes the fences written before this instant (ms UTC), except the ten newest: KV knows one of them until something
 * is revoked, the last one unless several were written at once.
 */
export async function removeFencesBefore(database: Database, before: number): Promise<void> {
  await prepare(database, removeFences(before)).run();
}
