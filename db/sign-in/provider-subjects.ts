import { and, eq, lte, ne, not, type SQL } from "drizzle-orm";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { providerSubject } from "../tables/provider-subject.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** A person at a provider, in one organization. */
export type Subject = { organizationId: string; issuer: string; subject: string };

export async function findLinked(database: Database, subject: Subject): Promise<{ userId: string } | null> {
  const { userId } = providerSubject;
  const [found] = await database.select({ userId }).from(providerSubject).where(isSubject(subject));
  return found ?? null;
}

/** Whether this member is linked to a person at this issuer. */
export async function hasLink(database: Database, member: MemberKey, issuer: string): Promise<boolean> {
  return isThere(database, ofMember(member, issuer));
}

/** Whether this member was linked to a person at this issuer before that moment (ms UTC). */
export async function wasLinked(
  database: Database,
  member: MemberKey,
  issuer: string,
  at: number,
): Promise<boolean> {
  return isThere(database, and(ofMember(member, issuer), lte(providerSubject.linkedAt, at)));
}

async function isThere(database: Database, where: SQL | undefined): Promise<boolean> {
  const { userId } = providerSubject;
  return (await database.select({ userId }).from(providerSubject).where(where).limit(1)).length > 0;
}

export function isLinkedTo(subject: Subject, userId: string): SQL {
  return hasRow(providerSubject, and(isSubject(subject), eq(providerSubject.userId, userId)));
}

/** Whether neither the subject nor the member is linked, and the member still has this address. */
export function mayLink(subject: Subject, userId: string, email: string): SQL | undefined {
  const { organizationId, issuer } = subject;
  return and(
    not(hasRow(providerSubject, isSubject(subject))),
    not(hasRow(providerSubject, ofMember({ organizationId, userId }, issuer))),
    hasRow(user, and(eq(user.id, userId), eq(user.email, email))),
  );
}

export function link(subject: Subject, userId: string, at: number): Statement {
  return build.insert(providerSubject).values({ ...subject, userId, linkedAt: at });
}

/** Follows the end of a membership. */
export function unlinkMember({ organizationId, userId }: MemberKey): Statement {
  return build
    .delete(providerSubject)
    .where(and(eq(providerSubject.userId, userId), eq(providerSubject.organizationId, organizationId)));
}

/**
 * Follows the end of sign-in with the organization's provider; those whom Cloudflare Access names stay linked. A
 * provider may spell its issuer otherwise than the settings do (`https://id.example/`).
 */
export function unlinkAll(organizationId: string, access: { issuer: string } | null): Statement {
  const ofAccess = access ? ne(providerSubject.issuer, access.issuer) : undefined;
  return build
    .delete(providerSubject)
    .where(and(eq(providerSubject.organizationId, organizationId), ofAccess));
}

function isSubject({ organizationId, issuer, subject }: Subject): SQL | undefined {
  return and(
    eq(providerSubject.organizationId, organizationId),
    eq(providerSubject.issuer, issuer),
    eq(providerSubject.subject, subject),
  );
}

function ofMember({ organizationId, userId }: MemberKey, issuer: string): SQL | undefined {
  return and(
    eq(providerSubject.userId, userId),
    eq(providerSubject.organizationId, organizationId),
    eq(providerSubject.issuer, issuer),
  );
}
