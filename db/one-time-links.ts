import { eq, sql } from "drizzle-orm";
import { TokenHash } from "../worker/domain/tokens/secret.ts";
import type { LinkPurpose } from "../worker/domain/users/one-time-link.ts";
import { type Database, prepare, type Statement } from "./connect.ts";
import { oneTimeLink } from "./tables/one-time-link.ts";
import { user } from "./tables/user.ts";

export type StoredLink = {
  id: string;
  userId: string;
  email: string | null;
  organizationId: string | null;
  purpose: LinkPurpose;
  hash: TokenHash;
  expiresAt: number;
};

export async function findLink(database: Database, id: string): Promise<StoredLink | null> {
  const [row] = await database
    .select({
      id: oneTimeLink.id,
      userId: oneTimeLink.userId,
      email: user.email,
      organizationId: oneTimeLink.organizationId,
      purpose: oneTimeLink.purpose,
      hash: oneTimeLink.hash,
      expiresAt: oneTimeLink.expiresAt,
    })
    .from(oneTimeLink)
    .innerJoin(user, eq(user.id, oneTimeLink.userId))
    .where(eq(oneTimeLink.id, id));
  return row ? { ...row, hash: new TokenHash(Uint8Array.from(row.hash)) } : null;
}

export async function saveLink(
  database: Database,
  link: Omit<StoredLink, "email"> & { createdAt: number },
): Promise<void> {
  await prepare(
    database,
    sql`INSERT INTO one_time_link (id, user_id, organization_id, purpose, hash, created_at, expires_at)
      VALUES (${link.id}, ${link.userId}, ${link.organizationId}, ${link.purpose}, ${link.hash.toBytes()},
        ${link.createdAt}, ${link.expiresAt})`,
  ).run();
}

export function setPasswordByLink(userId: string, passwordHash: string): Statement {
  return sql`UPDATE user SET password_hash = ${passwordHash} WHERE id = ${userId} AND kind = 'human'`;
}

/** A used link, and every other one of that user, leads nowhere from then on. */
export function removeLinks(userId: string): Statement {
  return sql`DELETE FROM one_time_link WHERE user_id = ${userId}`;
}

export async function removeLinksBefore(database: Database, before: number): Promise<void> {
  await database.delete(oneTimeLink).where(sql`${oneTimeLink.expiresAt} <= ${before}`);
}
