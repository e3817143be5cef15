import { and, eq, type SQL, sql } from "drizzle-orm";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import type { EarlierSecret, Rotation, Secrets } from "../../worker/domain/tokens/rotation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import { recordActivity } from "../commit.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { token } from "../tables/token.ts";
import type { MemberKey } from "./tokens.ts";

/** An API token with its secrets, as far as a rotation or a suspension has to know it. */
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
  return sql`EXISTS (SELECT 1 FROM token WHERE id = ${id} AND hash = ${hash.toBytes()}
    AND hash_earlier IS ${earlier ? earlier.hash.toBytes() : null})`;
}

/** Gives the token a new secret. The earlier one's last use is the token's until then, where it was the present one. */
export function replaceSecret(
  id: string,
  { earlier }: Rotation,
  next: { hash: TokenHash; expiresAt: number | null; at: number },
): Statement {
  const isPresent = earlier ? sql`hash = ${earlier.hash.toBytes()}` : sql`FALSE`;
  const usage = sql`CASE WHEN last_used_at IS NOT NULL THEN json_array(last_used_method, last_used_path) END`;
  return sql`UPDATE token SET hash = ${next.hash.toBytes()}, rotated_at = ${next.at}, new_secret_used = 0,
      expires_at = ${next.expiresAt},
      hash_earlier = ${earlier ? earlier.hash.toBytes() : null}, earlier_ends_at = ${earlier?.endsAt ?? null},
      earlier_ends_at_first_use = ${earlier ? Number(earlier.endsAtFirstUse) : null},
      earlier_secret_used_at = CASE WHEN ${isPresent} THEN last_used_at ELSE earlier_secret_used_at END,
      earlier_secret_usage = CASE WHEN ${isPresent} THEN ${usage} ELSE earlier_secret_usage END
    WHERE id = ${id}`;
}

/** From then on the present secret is the only one. */
export function dropEarlierSecret(id: string, earlier: TokenHash): Statement {
  return sql`UPDATE token SET hash_earlier = NULL, earlier_ends_at = NULL, earlier_ends_at_first_use = NULL,
      earlier_secret_used_at = NULL, earlier_secret_usage = NULL
    WHERE id = ${id} AND hash_earlier = ${earlier.toBytes()}`;
}

/** The present secret was used, and the earlier one holds all the same. */
export async function markNewSecretUsed(
  database: Database,
  id: string,
  { hash }: Pick<EarlierSecret, "hash">,
): Promise<void> {
  await prepare(
    database,
    sql`UPDATE token SET new_secret_used = 1 WHERE id = ${id} AND hash_earlier = ${hash.toBytes()}`,
  ).run();
}

export async function recordEarlierUse(
  database: Database,
  id: string,
  at: number,
  { method, path }: LastUse,
): Promise<void> {
  await prepare(
    database,
    sql`UPDATE token SET earlier_secret_used_at = ${at}, earlier_secret_usage = ${JSON.stringify([method, path])}
      WHERE id = ${id} AND hash_earlier IS NOT NULL AND coalesce(earlier_secret_used_at, 0) < ${at}`,
  ).run();
}

/** Earlier secrets whose time is over, the longest first. */
export async function earlierSecretsEndedBy(
  database: Database,
  now: number,
  limit: number,
): Promise<
  (MemberKey & { id: string; name: string; memberName: string; earlier: TokenHash; endedAt: number })[]
> {
  const { results } = await prepare(
    database,
    sql`SELECT token.id, token.name, token.organization_id AS organizationId, token.user_id AS userId,
        membership.name AS memberName, hash_earlier AS earlier, earlier_ends_at AS endedAt
      FROM token INDEXED BY token_by_earlier_end
      JOIN membership ON membership.organization_id = token.organization_id AND membership.user_id = token.user_id
      WHERE hash_earlier IS NOT NULL AND earlier_ends_at <= ${now} ORDER BY earlier_ends_at LIMIT ${limit}`,
  ).all<MemberKey & { id: string; name: string; memberName: string; earlier: number[]; endedAt: number }>();
  return results.map((row) => ({ ...row, earlier: new TokenHash(Uint8Array.from(row.earlier)) }));
}

/** Appends that a retired secret was used, unless that was recorded since then for this token. */
export async function recordRetiredUse(
  database: Database,
  tokenId: string,
  at: number,
  since: number,
): Promise<void> {
  const row = await prepare(
    database,
    sql`SELECT token.organization_id AS organizationId, token.user_id AS userId, token.name, membership.name AS memberName
      FROM token JOIN membership ON membership.organization_id = token.organization_id
        AND membership.user_id = token.user_id
      WHERE token.id = ${tokenId}`,
  ).first<MemberKey & { name: string; memberName: string }>();
  if (!row) return;
  const entry = recordActivity({
    action: "token.retired-secret-used",
    detail: {},
    organizationId: row.organizationId,
    actor: null,
    subject: { id: row.userId, name: row.memberName },
    token: { id: tokenId, name: row.name },
    at,
  });
  const recorded = sql`SELECT 1 FROM activity WHERE organization_id = ${row.organizationId}
    AND subject_user_id = ${row.userId} AND at > ${since} AND action = 'token.retired-secret-used'
    AND token_id = ${tokenId}`;
  await prepare(database, sql`${entry} WHERE NOT EXISTS (${recorded})`).run();
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
