import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Rotation, Secrets } from "../../worker/domain/tokens/rotation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow, isSame } from "../operators.ts";
import { token } from "../tables/token.ts";

/** An API token with the facts about its secrets that a rotation or a suspension needs. */
export type KeptToken = Secrets & {
  id: string;
  name: string;
  userId: string;
  selfRotation: boolean;
  suspension: Suspension | null;
};

/** An API token of an organization, or of one member of it. */
export type TokenKey = { organizationId: string; userId?: string };

export async function findKeptToken(
  database: Database,
  owner: TokenKey,
  id: string,
): Promise<KeptToken | null> {
  const [row] = await database.select().from(token).where(apiTokenOf(owner, id));
  if (!row) return null;
  const { suspendedAt, suspendedBy } = row;
  return {
    id: row.id,
    name: row.name,
    userId: row.userId,
    hash: hashOf(row.hash),
    earlier: row.hashEarlier && {
      hash: hashOf(row.hashEarlier),
      endsAt: row.earlierEndsAt ?? 0,
      endsAtFirstUse: row.earlierEndsAtFirstUse ?? true,
      newSecretUsed: row.newSecretUsed,
    },
    createdAt: row.createdAt,
    rotatedAt: row.rotatedAt,
    expiresAt: row.expiresAt,
    selfRotation: row.selfRotation,
    suspension:
      suspendedAt === null || suspendedBy === null
        ? null
        : { at: suspendedAt, until: row.suspendedUntil, by: suspendedBy },
  };
}

/** Whether the token's secrets are still those that were read. */
export function hasSecrets(id: string, { hash, earlier }: Pick<Secrets, "hash" | "earlier">): SQL {
  const isSo = and(
    eq(token.hash, hash.toBytes()),
    isSame(token.hashEarlier, earlier ? earlier.hash.toBytes() : null),
  );
  return hasRow(token, and(eq(token.id, id), isSo));
}

/** Gives the token a new secret. The earlier secret gets the token's last use until then, if it was the present one. */
export function replaceSecret(
  id: string,
  { earlier }: Rotation,
  next: { hash: TokenHash; expiresAt: number | null; at: number },
): Statement {
  const { lastUsedAt, lastUsedMethod, lastUsedPath } = token;
  const isPresent = earlier ? eq(token.hash, earlier.hash.toBytes()) : sql`FALSE`;
  const usage = sql`CASE WHEN ${lastUsedAt} IS NOT NULL THEN json_array(${lastUsedMethod}, ${lastUsedPath}) END`;
  return build
    .update(token)
    .set({
      hash: next.hash.toBytes(),
      rotatedAt: next.at,
      newSecretUsed: false,
      expiresAt: next.expiresAt,
      hashEarlier: earlier ? earlier.hash.toBytes() : null,
      earlierEndsAt: earlier?.endsAt ?? null,
      earlierEndsAtFirstUse: earlier?.endsAtFirstUse ?? null,
      earlierSecretUsedAt: sql`CASE WHEN ${isPresent} THEN ${lastUsedAt} ELSE ${token.earlierSecretUsedAt} END`,
      earlierSecretUsage: sql`CASE WHEN ${isPresent} THEN ${usage} ELSE ${token.earlierSecretUsage} END`,
    })
    .where(eq(token.id, id));
}

function hashOf(bytes: Uint8Array): TokenHash {
  return new TokenHash(Uint8Array.from(bytes));
}

function apiTokenOf({ organizationId, userId }: TokenKey, id: string): SQL | undefined {
  return and(
    eq(token.id, id),
    eq(token.organizationId, organizationId),
    eq(token.kind, "api"),
    userId === undefined ? undefined : eq(token.userId, userId),
  );
}
