import { and, eq, isNull, not, sql } from "drizzle-orm";
import { batch, build, type Database, prepare } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { insertWhere, isOneOf } from "../sql.ts";
import { databaseRestore } from "../tables/database-restore.ts";
import { fence } from "../tables/fence.ts";
import { insertRestore, removeFences } from "./sql.ts";

/** `at`: when it was left, in ms UTC. */
export type StoredFence = { id: string; at: number };

/** Asked inside a batch: whether this database was put back, and what came back has not been ended yet. */
const isUnmended = () => hasRow(databaseRestore, isNull(databaseRestore.mendedAt));

/**
 * Leaves a fence, unless this database was put back: then one more would hide it. `missing`: the fence `known` is
 * not there; `unmended`: that was noticed before.
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

/** Those of `ids` that are there, each by its key. */
export async function findFences(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await database.select({ id: fence.id }).from(fence).where(isOneOf(fence.id, ids));
  return new Set(found.map(({ id }) => id));
}

/**
 * Notes that this database was put back to before `lost` was left. All fences go, so that every isolate misses its
 * own. Nothing where it was noted before, also by a fence that was lost in a restore that is mended by now.
 */
export async function recordRestore(database: Database, lost: StoredFence, now: number): Promise<void> {
  await batch(database, [insertRestore(lost.at, now), build.delete(fence).where(sql`changes() > 0`)]);
}

/** All but the newest, which KV knows for as long as nothing was revoked since. */
export async function removeFencesBefore(database: Database, before: number): Promise<void> {
  await prepare(database, removeFences(before)).run();
}
