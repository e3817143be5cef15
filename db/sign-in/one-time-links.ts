import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { LinkPurpose } from "../../worker/domain/users/one-time-link.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { insertFrom } from "../sql.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { tombstoneDue } from "../tables/tombstone-due.ts";
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

/** A stored link, with what must be known of its user. */
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

export async function saveLink(database: Database, link: NewLink): Promise<void> {
  await database.insert(oneTimeLink).values(rowOf(link));
}

export function insertLink(link: NewLink): Statement {
  return build.insert(oneTimeLink).values(rowOf(link));
}

type NewLink = StoredLink & { createdAt: number };

function rowOf({ hash, ...link }: NewLink): typeof oneTimeLink.$inferInsert {
  return { ...link, hash: hash.toBytes() };
}

/**
 * Sets the password for a link. An invitation opens a membership: it sets the first password, and never replaces one.
 */
export function setPasswordByLink(
  { userId, purpose }: Pick<StoredLink, "userId" | "purpose">,
  passwordHash: string,
): Statement {
  const first = purpose === "invitation" ? isNull(user.passwordHash) : undefined;
  return build
    .update(user)
    .set({ passwordHash })
    .where(and(eq(user.id, userId), eq(user.kind, "human"), first));
}

/** Ends the links of a withdrawn invitation. */
export function removeInvitationLinks({ organizationId, userId }: MemberKey, at: number): Statement[] {
  const where = and(eq(oneTimeLink.userId, userId), eq(oneTimeLink.organizationId, organizationId));
  return [buryLinksThat(where, at, "administrator"), build.delete(oneTimeLink).where(where)];
}

/** Makes sure that no restore of the database revives the links that `removeLinks` removes. */
export function buryLinks(userId: string, at: number): Statement {
  return buryLinksThat(eq(oneTimeLink.userId, userId), at, "owner");
}

/** The same for the links that match `where`; `by` says who ends them. */
export function buryLinksThat(where: SQL | undefined, at: number, by: "owner" | "administrator"): Statement {
  const tombstone = { tokenId: oneTimeLink.id, hash: oneTimeLink.hash, revokedAt: at, by };
  return sql`${insertFrom(tombstoneDue, tombstone, oneTimeLink, where)} ON CONFLICT DO NOTHING`;
}

/** Ends a used link and all others of that user. */
export function removeLinks(userId: string): Statement {
  return build.delete(oneTimeLink).where(eq(oneTimeLink.userId, userId));
}

export async function removeLinksBefore(database: Database, before: number): Promise<void> {
  await database.delete(oneTimeLink).where(lte(oneTimeLink.expiresAt, before));
}
