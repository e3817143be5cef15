import { eq, sql } from "drizzle-orm";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { LinkPurpose } from "../../worker/domain/users/one-time-link.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

export type StoredLink = {
  id: string;
  userId: string;
  organizationId: string | null;
  purpose: LinkPurpose;
  hash: TokenHash;
  expiresAt: number;
};

/** As it is found, with whose it is. */
export type FoundLink = StoredLink & { email: string | null; hasPassword: boolean };

export async function findLink(database: Database, id: string): Promise<FoundLink | null> {
  const [row] = await database
    .select({
      id: oneTimeLink.id,
      userId: oneTimeLink.userId,
      email: user.email,
      passwordHash: user.passwordHash,
      organizationId: oneTimeLink.organizationId,
      purpose: oneTimeLink.purpose,
      hash: oneTimeLink.hash,
      expiresAt: oneTimeLink.expiresAt,
    })
    .from(oneTimeLink)
    .innerJoin(user, eq(user.id, oneTimeLink.userId))
    .where(eq(oneTimeLink.id, id));
  if (!row) return null;
  const { passwordHash, hash, ...link } = row;
  return { ...link, hasPassword: passwordHash !== null, hash: new TokenHash(Uint8Array.from(hash)) };
}

export async function saveLink(database: Database, link: StoredLink & { createdAt: number }): Promise<void> {
  await prepare(
    database,
    sql`INSERT INTO one_time_link (id, user_id, organization_id, purpose, hash, created_at, expires_at)
      VALUES (${link.id}, ${link.userId}, ${link.organizationId}, ${link.purpose}, ${link.hash.toBytes()},
        ${link.createdAt}, ${link.expiresAt})`,
  ).run();
}

/** An invitation opens a membership: it sets the first password, and takes the place of none. */
export function setPasswordByLink(
  { userId, purpose }: Pick<StoredLink, "userId" | "purpose">,
  passwordHash: string,
): Statement {
  const first = purpose === "invitation" ? sql`AND password_hash IS NULL` : sql``;
  return sql`UPDATE user SET password_hash = ${passwordHash} WHERE id = ${userId} AND kind = 'human' ${first}`;
}

/** An invitation that was withdrawn leads nowhere. */
export function removeInvitationLinks({ organizationId, userId }: MemberKey): Statement {
  return sql`DELETE FROM one_time_link WHERE user_id = ${userId} AND organization_id = ${organizationId}`;
}

/** So that no restore of the database brings the links back that `removeLinks` removes. */
export function buryLinks(userId: string, at: number): Statement {
  return sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
    SELECT id, hash, ${at}, 'owner' FROM one_time_link WHERE user_id = ${userId}`;
}

/** A used link, and every other one of that user, leads nowhere from then on. */
export function removeLinks(userId: string): Statement {
  return sql`DELETE FROM one_time_link WHERE user_id = ${userId}`;
}

export async function removeLinksBefore(database: Database, before: number): Promise<void> {
  await database.delete(oneTimeLink).where(sql`${oneTimeLink.expiresAt} <= ${before}`);
}
