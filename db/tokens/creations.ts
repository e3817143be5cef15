import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { tokenCreation } from "../tables/token-creation.ts";
import { tokenWithLastUse } from "../tables/token-with-last-use.ts";
import { LISTED, type ListedToken, listed, type MemberKey } from "./tokens.ts";

/** By what a creation is asked for again: the owner of the token, and the key. */
export type CreationKey = MemberKey & { key: string };

export type EarlierCreation = {
  actorUserId: string;
  /** Null where it has ended. */
  token: (ListedToken & { hash: TokenHash }) | null;
};

/** What this key made after `since` (ms UTC). */
export async function findCreation(
  database: Database,
  { organizationId, userId, key }: CreationKey,
  since: number,
): Promise<EarlierCreation | null> {
  const [creation] = await database
    .select()
    .from(tokenCreation)
    .where(
      and(
        eq(tokenCreation.organizationId, organizationId),
        eq(tokenCreation.userId, userId),
        eq(tokenCreation.key, key),
        gt(tokenCreation.createdAt, since),
      ),
    );
  if (!creation) return null;
  const [row] = await database
    .select({ ...LISTED, hash: tokenWithLastUse.hash })
    .from(tokenWithLastUse)
    .where(eq(tokenWithLastUse.id, creation.tokenId));
  if (!row) return { actorUserId: creation.actorUserId, token: null };
  const { hash, ...rest } = row;
  return {
    actorUserId: creation.actorUserId,
    token: { ...listed(rest), hash: new TokenHash(Uint8Array.from(hash)) },
  };
}

/** Whether the key has made nothing after `since`, to be asked inside a batch. */
export function isNewKey({ organizationId, userId, key }: CreationKey, since: number): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM token_creation WHERE organization_id = ${organizationId}
    AND user_id = ${userId} AND key = ${key} AND created_at > ${since})`;
}

/** Takes the place of what the key made longer ago. */
export function keepCreation(
  { organizationId, userId, key }: CreationKey,
  made: { actorUserId: string; tokenId: string; at: number },
): Statement {
  return sql`INSERT OR REPLACE INTO token_creation (organization_id, user_id, key, actor_user_id, token_id, created_at)
    VALUES (${organizationId}, ${userId}, ${key}, ${made.actorUserId}, ${made.tokenId}, ${made.at})`;
}

/** Whether the token still has this secret, and was never used, to be asked inside a batch. */
export function isUnseen(id: string, hash: TokenHash): SQL {
  return sql`EXISTS (SELECT 1 FROM token_with_last_use
    WHERE id = ${id} AND hash = ${hash.toBytes()} AND last_used_at IS NULL
      AND rotated_at IS NULL AND suspended_at IS NULL)`;
}

export function replaceUnseen(id: string, hash: TokenHash): Statement {
  return sql`UPDATE token SET hash = ${hash.toBytes()} WHERE id = ${id}`;
}

export async function removeCreationsBefore(database: Database, before: number): Promise<void> {
  await prepare(database, sql`DELETE FROM token_creation WHERE created_at <= ${before}`).run();
}
