import { and, eq, gt, isNull, lte, not, type SQL } from "drizzle-orm";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { token } from "../tables/token.ts";
import { tokenCreation } from "../tables/token-creation.ts";
import { tokenWithLastUse } from "../tables/token-with-last-use.ts";
import { LISTED, type ListedToken, listed, type MemberKey } from "./tokens.ts";

/** Identifies a repeated creation: the token's owner, and the key. */
export type CreationKey = MemberKey & { key: string };

export type EarlierCreation = {
  actorUserId: string;
  /** Null if it has ended. */
  token: (ListedToken & { hash: TokenHash }) | null;
};

/** The token that this key created after `since` (ms UTC). */
export async function findCreation(
  database: Database,
  key: CreationKey,
  since: number,
): Promise<EarlierCreation | null> {
  const [creation] = await database.select().from(tokenCreation).where(isMadeBy(key, since));
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

/** Whether the key has created nothing after `since`; for use inside a batch. */
export function isNewKey(key: CreationKey, since: number): SQL {
  return not(hasRow(tokenCreation, isMadeBy(key, since)));
}

function isMadeBy({ organizationId, userId, key }: CreationKey, since: number): SQL | undefined {
  return and(
    eq(tokenCreation.organizationId, organizationId),
    eq(tokenCreation.userId, userId),
    eq(tokenCreation.key, key),
    gt(tokenCreation.createdAt, since),
  );
}

/** Stores the creation, in place of an older one by the same key. */
export function keepCreation(
  { organizationId, userId, key }: CreationKey,
  { actorUserId, tokenId, at }: { actorUserId: string; tokenId: string; at: number },
): Statement {
  const made = { actorUserId, tokenId, createdAt: at };
  return build
    .insert(tokenCreation)
    .values({ organizationId, userId, key, ...made })
    .onConflictDoUpdate({
      target: [tokenCreation.organizationId, tokenCreation.userId, tokenCreation.key],
      set: made,
    });
}

/** Whether the token still has this secret and was never used; for use inside a batch. */
export function isUnseen(id: string, hash: TokenHash): SQL {
  const { lastUsedAt, rotatedAt, suspendedAt } = tokenWithLastUse;
  const isKept = and(eq(tokenWithLastUse.id, id), eq(tokenWithLastUse.hash, hash.toBytes()));
  return hasRow(tokenWithLastUse, and(isKept, isNull(lastUsedAt), isNull(rotatedAt), isNull(suspendedAt)));
}

export function replaceUnseen(id: string, hash: TokenHash): Statement {
  return build.update(token).set({ hash: hash.toBytes() }).where(eq(token.id, id));
}

export async function removeCreationsBefore(database: Database, before: number): Promise<void> {
  await database.delete(tokenCreation).where(lte(tokenCreation.createdAt, before));
}
