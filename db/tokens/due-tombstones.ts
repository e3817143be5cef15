import { sql } from "drizzle-orm";
import type { EndedBy } from "../../worker/domain/revocation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { type Database, prepare, type Statement } from "../connect.ts";

/** One secret of a token. */
export type Secret = { tokenId: string; hash: TokenHash };

export type DueTombstone = Secret & { at: number; by: EndedBy };

/** That a secret has ended, for KV to be told. */
export function insertTombstone({ tokenId, hash }: Secret, at: number, by: EndedBy): Statement {
  return sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
    VALUES (${tokenId}, ${hash.toBytes()}, ${at}, ${by})`;
}

/**
 * Takes tombstones that KV has not confirmed, the oldest first: until then (ms UTC) nobody else takes them. Where the
 * Worker is ended meanwhile, they are due again.
 */
export async function claimDueTombstones(
  database: Database,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<DueTombstone[]> {
  const { results } = await prepare(
    database,
    sql`UPDATE tombstone_due SET claimed_until = ${until} WHERE hash IN (
        SELECT hash FROM tombstone_due WHERE claimed_until <= ${now} ORDER BY revoked_at LIMIT ${limit})
      RETURNING token_id AS tokenId, hash, revoked_at AS at, by`,
  ).all<Omit<DueTombstone, "hash"> & { hash: number[] }>();
  return results.map((row) => ({ ...row, hash: new TokenHash(Uint8Array.from(row.hash)) }));
}

/** What was taken until then, and KV has not confirmed, is due at once. */
export async function releaseTombstones(database: Database, claimedUntil: number): Promise<void> {
  await prepare(
    database,
    sql`UPDATE tombstone_due SET claimed_until = 0 WHERE claimed_until = ${claimedUntil}`,
  ).run();
}

export async function confirmTombstones(database: Database, hashes: readonly TokenHash[]): Promise<void> {
  await prepare(
    database,
    sql`DELETE FROM tombstone_due WHERE hash IN (
      SELECT unhex(value) FROM json_each(${JSON.stringify(hashes.map((hash) => hash.toHex()))}))`,
  ).run();
}
