import { asc, eq, inArray, lte } from "drizzle-orm";
import type { EndedBy } from "../../worker/domain/revocation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { isOneOfHashes } from "../sql.ts";
import { tombstoneDue } from "../tables/tombstone-due.ts";

/** One secret of a token. */
export type Secret = { tokenId: string; hash: TokenHash };

export type DueTombstone = Secret & { at: number; by: EndedBy };

/** Queues the tombstone of an ended secret for KV. */
export function insertTombstone({ tokenId, hash }: Secret, at: number, by: EndedBy): Statement {
  return build
    .insert(tombstoneDue)
    .values({ tokenId, hash: hash.toBytes(), revokedAt: at, by })
    .onConflictDoNothing();
}

/**
 * Claims tombstones that KV has not confirmed, oldest first: until then (ms UTC) nobody else takes them. If the
 * Worker is stopped meanwhile, they are due again.
 */
export async function claimDueTombstones(
  database: Database,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<DueTombstone[]> {
  const { hash, tokenId, revokedAt, by, claimedUntil } = tombstoneDue;
  const due = database
    .select({ hash })
    .from(tombstoneDue)
    .where(lte(claimedUntil, now))
    .orderBy(asc(revokedAt))
    .limit(limit);
  const claimed = await database
    .update(tombstoneDue)
    .set({ claimedUntil: until })
    .where(inArray(hash, due))
    .returning({ tokenId, hash, at: revokedAt, by });
  return claimed.map((row) => ({ ...row, hash: new TokenHash(Uint8Array.from(row.hash)) }));
}

/** Releases tombstones that were claimed until this moment and that KV has not confirmed: they are due at once. */
export async function releaseTombstones(database: Database, claimedUntil: number): Promise<void> {
  await database
    .update(tombstoneDue)
    .set({ claimedUntil: 0 })
    .where(eq(tombstoneDue.claimedUntil, claimedUntil));
}

export async function confirmTombstones(database: Database, hashes: readonly TokenHash[]): Promise<void> {
  const confirmed = hashes.map((hash) => hash.toHex());
  await database.delete(tombstoneDue).where(isOneOfHashes(tombstoneDue.hash, confirmed));
}
