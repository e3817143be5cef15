import { sql } from "drizzle-orm";
import { batch, type Database, prepare } from "../connect.ts";
import { randomId } from "../random-id.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import type { StoredFence } from "./fences.ts";

/** A restore that was noticed and is not mended yet. `cursor`: how far KV's tombstones were gone through. */
export type UnmendedRestore = { id: number; noticedAt: number; cursor: string | null };

export async function unmendedRestore(database: Database): Promise<UnmendedRestore | null> {
  return prepare(
    database,
    sql`SELECT id, noticed_at AS noticedAt, cursor FROM database_restore WHERE mended_at IS NULL ORDER BY id LIMIT 1`,
  ).first<UnmendedRestore>();
}

export type Revived = MemberKey & { id: string; kind: "session" | "api"; hash: string };

/** Tokens with these ids, or where only hashes are known with these: without an index, which is rare. */
export async function findRevived(
  database: Database,
  { ids, hashes }: { ids: readonly string[]; hashes: readonly string[] },
): Promise<Revived[]> {
  const columns = sql`SELECT id, organization_id AS organizationId, user_id AS userId, kind, lower(hex(hash)) AS hash FROM token`;
  const byId = sql`${columns} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const byHash = sql`${columns} WHERE hash IN (SELECT unhex(value) FROM json_each(${JSON.stringify(hashes)}))`;
  const results = await batch<Revived>(database, hashes.length > 0 ? [byId, byHash] : [byId]);
  return results.flatMap((result) => result.results);
}

/** Ends one-time links whose tombstones were found. */
export async function removeBuriedLinks(
  database: Database,
  buried: readonly { id: string; hash: string }[],
): Promise<void> {
  await prepare(
    database,
    sql`DELETE FROM one_time_link WHERE (id, lower(hex(hash))) IN
      (SELECT value ->> 'id', value ->> 'hash' FROM json_each(${JSON.stringify(buried)}))`,
  ).run();
}

export async function keepCursor(database: Database, id: number, cursor: string | null): Promise<void> {
  await prepare(database, sql`UPDATE database_restore SET cursor = ${cursor} WHERE id = ${id}`).run();
}

/** Leaves a fence although the restore is not noted as mended yet: everything that came back has ended. */
export async function insertFenceOfMended(database: Database, { id, at }: StoredFence): Promise<void> {
  await prepare(database, sql`INSERT INTO fence (id, created_at) VALUES (${id}, ${at})`).run();
}

/** Notes that it is mended, and tells the Master Admins of every organization; of two calls one does. */
export async function recordMended(database: Database, id: number, at: number): Promise<void> {
  const revokedAgain = sql`SELECT count(*) FROM activity WHERE organization_id = membership.organization_id
    AND at >= database_restore.noticed_at AND action = 'token.revoked' AND detail ->> 'again'`;
  await batch(database, [
    sql`INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at)
      SELECT ${randomId("out_")}, user.email, json_object('kind', 'database-restored', 'organization', organization.name,
        'from', database_restore.intact_until, 'to', database_restore.noticed_at, 'revokedAgain', (${revokedAgain})),
        ${at}, ${at}
      FROM database_restore
      JOIN membership ON membership.role = 'master_admin' AND membership.deactivated_at IS NULL
      JOIN user ON user.id = membership.user_id
      JOIN organization ON organization.id = membership.organization_id
      WHERE database_restore.id = ${id} AND database_restore.mended_at IS NULL AND user.email IS NOT NULL`,
    sql`UPDATE database_restore SET mended_at = ${at} WHERE id = ${id} AND mended_at IS NULL`,
  ]);
}
