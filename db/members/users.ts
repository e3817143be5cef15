import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { signInAttempt } from "../tables/sign-in-attempt.ts";
import { user } from "../tables/user.ts";

/** Who may sign in with this address, if anybody. */
export async function findByEmail(
  database: Database,
  email: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
  const [row] = await database
    .select({ id: user.id, passwordHash: user.passwordHash })
    .from(user)
    .where(eq(user.email, email));
  return row ?? null;
}

export async function hasAnyPassword(database: Database, userId: string): Promise<boolean> {
  const [row] = await database
    .select({ passwordHash: user.passwordHash })
    .from(user)
    .where(eq(user.id, userId));
  return (row?.passwordHash ?? null) !== null;
}

/** Only while the password is still the one that was proven: of two changes at one moment one holds. */
export function changePasswordFrom(userId: string, provenHash: string, passwordHash: string): Statement {
  return sql`UPDATE user SET password_hash = ${passwordHash} WHERE id = ${userId} AND password_hash = ${provenHash}`;
}

export type MembershipOfUser = {
  organizationId: string;
  organizationName: string;
  organizationKind: "customer" | "partner";
  name: string;
  deactivatedAt: number | null;
  /** They have not agreed to it yet. */
  isInvited: boolean;
  role: Role;
  /** The issuer of the provider that the organization requires. */
  requiredIssuer: string | null;
};

/** The organizations of a user, the oldest membership first. */
export async function membershipsOf(database: Database, userId: string): Promise<MembershipOfUser[]> {
  return database
    .select({
      organizationId: organization.id,
      organizationName: organization.name,
      organizationKind: organization.kind,
      name: membership.name,
      deactivatedAt: membership.deactivatedAt,
      isInvited: sql<boolean>`${membership.invitation} IS NOT NULL`.mapWith(Boolean),
      role: membership.role,
      requiredIssuer: identityProvider.issuer,
    })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .leftJoin(
      identityProvider,
      and(eq(identityProvider.organizationId, organization.id), eq(organization.requiresProvider, true)),
    )
    .where(eq(membership.userId, userId))
    .orderBy(asc(membership.createdAt), asc(organization.id));
}

export type Attempt = { id: string; email: string; clientAddress: string; at: number };
export type AttemptLimits = {
  windowMs: number;
  /** For one e-mail address. */
  fromOneAddress: number;
  fromAll: number;
  /** Of one client for all e-mail addresses. */
  ofOneClient: number;
};

/**
 * Takes a place among the wrong tries that are still free, before the password is looked at: one
 * statement, so that tries of the same moment cannot share a place. False where none is free.
 */
export async function reserveAttempt(
  database: Database,
  attempt: Attempt,
  limits: AttemptLimits,
): Promise<boolean> {
  const since = attempt.at - limits.windowMs;
  const recent = sql`FROM sign_in_attempt WHERE email = ${attempt.email} AND at > ${since}`;
  const { meta } = await prepare(
    database,
    sql`INSERT INTO sign_in_attempt (id, email, client_address, at)
      SELECT ${attempt.id}, ${attempt.email}, ${attempt.clientAddress}, ${attempt.at}
      WHERE (SELECT count(*) ${recent}) < ${limits.fromAll}
        AND (SELECT count(*) ${recent} AND client_address = ${attempt.clientAddress}) < ${limits.fromOneAddress}
        AND (SELECT count(*) FROM sign_in_attempt WHERE client_address = ${attempt.clientAddress} AND at > ${since})
          < ${limits.ofOneClient}`,
  ).run();
  return meta.changes > 0;
}

/** When a place is free again (ms UTC), after `reserveAttempt` found none. */
export async function nextFreePlace(
  database: Database,
  { email, clientAddress, at }: Omit<Attempt, "id">,
  { windowMs, fromOneAddress, fromAll, ofOneClient }: AttemptLimits,
): Promise<number> {
  const since = at - windowMs;
  /** The try that has to grow old first: as many as are allowed came after it, itself among them. */
  const blocking = (where: SQL, most: number) =>
    sql`(SELECT at FROM sign_in_attempt WHERE ${where} AND at > ${since} ORDER BY at DESC LIMIT 1 OFFSET ${most - 1})`;
  const forEmail = sql`email = ${email}`;
  const ofClient = sql`client_address = ${clientAddress}`;
  const last = await prepare(
    database,
    sql`SELECT max(coalesce(${blocking(sql`${forEmail} AND ${ofClient}`, fromOneAddress)}, 0),
      coalesce(${blocking(forEmail, fromAll)}, 0), coalesce(${blocking(ofClient, ofOneClient)}, 0)) AS at`,
  ).first<number>("at");
  return Math.max(at, (last ?? 0) + windowMs);
}

/** The password was right: the try no longer counts. */
export async function forgetAttempt(database: Database, id: string): Promise<void> {
  await database.delete(signInAttempt).where(eq(signInAttempt.id, id));
}

export async function removeAttemptsBefore(database: Database, before: number): Promise<void> {
  await database.delete(signInAttempt).where(sql`${signInAttempt.at} <= ${before}`);
}

export async function emailOf(database: Database, userId: string): Promise<string | null> {
  const [row] = await database.select({ email: user.email }).from(user).where(eq(user.id, userId));
  return row?.email ?? null;
}
