import { type SQL, sql } from "drizzle-orm";
import { type Database, prepare, type Statement } from "../connect.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** Somebody at a provider, in one organization. */
export type Subject = { organizationId: string; issuer: string; subject: string };

export async function findLinked(database: Database, subject: Subject): Promise<{ userId: string } | null> {
  return prepare(
    database,
    sql`SELECT user_id AS userId FROM provider_subject WHERE ${isSubject(subject)}`,
  ).first<{ userId: string }>();
}

/** Whether this member is linked to anybody at this issuer. */
export async function hasLink(database: Database, member: MemberKey, issuer: string): Promise<boolean> {
  const found = await prepare(database, sql`SELECT ${isLinked(member, issuer)} AS found`).first<number>(
    "found",
  );
  return found === 1;
}

/** Whether this member has been linked to somebody at this issuer since before that moment (ms UTC). */
export async function wasLinked(
  database: Database,
  { organizationId, userId }: MemberKey,
  issuer: string,
  at: number,
): Promise<boolean> {
  const found = await prepare(
    database,
    sql`SELECT 1 AS found FROM provider_subject WHERE user_id = ${userId} AND organization_id = ${organizationId}
      AND issuer = ${issuer} AND linked_at <= ${at}`,
  ).first<number>("found");
  return found === 1;
}

export function isLinkedTo(subject: Subject, userId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM provider_subject WHERE ${isSubject(subject)} AND user_id = ${userId})`;
}

/** Whether neither the subject nor the member is linked yet, and the member still has this address. */
export function mayLink(subject: Subject, userId: string, email: string): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM provider_subject WHERE ${isSubject(subject)})
    AND NOT ${isLinked({ organizationId: subject.organizationId, userId }, subject.issuer)}
    AND EXISTS (SELECT 1 FROM user WHERE id = ${userId} AND email = ${email})`;
}

export function link({ organizationId, issuer, subject }: Subject, userId: string, at: number): Statement {
  return sql`INSERT INTO provider_subject (organization_id, issuer, subject, user_id, linked_at)
    VALUES (${organizationId}, ${issuer}, ${subject}, ${userId}, ${at})`;
}

/** What follows from the end of a membership. */
export function unlinkMember({ organizationId, userId }: MemberKey): Statement {
  return sql`DELETE FROM provider_subject WHERE user_id = ${userId} AND organization_id = ${organizationId}`;
}

/** What follows where the organization signs in with this issuer no more. */
export function unlinkAll(organizationId: string, issuer: string): Statement {
  return sql`DELETE FROM provider_subject WHERE organization_id = ${organizationId} AND issuer = ${issuer}`;
}

function isSubject({ organizationId, issuer, subject }: Subject): SQL {
  return sql`organization_id = ${organizationId} AND issuer = ${issuer} AND subject = ${subject}`;
}

function isLinked({ organizationId, userId }: MemberKey, issuer: string): SQL {
  return sql`EXISTS (SELECT 1 FROM provider_subject WHERE user_id = ${userId}
    AND organization_id = ${organizationId} AND issuer = ${issuer})`;
}
