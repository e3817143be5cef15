import { and, asc, desc, eq, gt, isNotNull, lt, lte, ne, type SQL } from "drizzle-orm";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { build, type Database, prepare, type Statement } from "../connect.ts";
import { countOf } from "../operators.ts";
import { insertWhere } from "../sql.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { signInAttempt } from "../tables/sign-in-attempt.ts";
import { user } from "../tables/user.ts";
import { latestOf } from "./sql.ts";

/** The user who may sign in with this address, if any. */
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

/** Changes the password only if it is still the proved one: of two simultaneous changes, one succeeds. */
export function changePasswordFrom(userId: string, provenHash: string, passwordHash: string): Statement {
  return build
    .update(user)
    .set({ passwordHash })
    .where(and(eq(user.id, userId), eq(user.passwordHash, provenHash)));
}

export type MembershipOfUser = {
  organizationId: string;
  organizationName: string;
  organizationKind: "customer" | "partner";
  name: string;
  deactivatedAt: number | null;
  /** Whether they have not agreed to it yet. */
  isInvited: boolean;
  role: Role;
  /** The issuer of the provider that the organization requires. */
  requiredIssuer: string | null;
};

/** A user's organizations, the oldest membership first. */
export async function membershipsOf(database: Database, userId: string): Promise<MembershipOfUser[]> {
  return database
    .select({
      organizationId: organization.id,
      organizationName: organization.name,
      organizationKind: organization.kind,
      name: membership.name,
      deactivatedAt: membership.deactivatedAt,
      isInvited: isNotNull(membership.invitation).mapWith(Boolean),
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

/** Nobody's address: links that were asked for are counted by client alone. */
const OF_LINKS = "";

export type Attempt = { id: string; email: string; clientAddress: string; at: number };
export type AttemptLimits = {
  windowMs: number;
  /** For one e-mail address: from one client, and from all. */
  fromOneAddress: number;
  fromAll: number;
  /** From one client for all e-mail addresses. */
  ofOneClient: number;
};

/**
 * Reserves one of the wrong tries that are still free, before the password is checked. It is a single statement, so
 * that simultaneous tries cannot share a place. False if none is free.
 */
export async function reserveAttempt(
  database: Database,
  attempt: Attempt,
  limits: AttemptLimits,
): Promise<boolean> {
  const free = limited(attempt, limits).map(({ where, most }) => lt(countOf(signInAttempt, where), most));
  return insertIf(database, attempt, and(...free));
}

/**
 * Reserves one of the links that a client may still ask for, whatever address it names. False if none is free: the
 * places do not depend on those of wrong tries.
 */
export async function reserveLink(
  database: Database,
  link: Omit<Attempt, "email">,
  { windowMs, ofOneClient }: Pick<AttemptLimits, "windowMs" | "ofOneClient">,
): Promise<boolean> {
  const asked = and(
    eq(signInAttempt.email, OF_LINKS),
    eq(signInAttempt.clientAddress, link.clientAddress),
    gt(signInAttempt.at, link.at - windowMs),
  );
  return insertIf(database, { ...link, email: OF_LINKS }, lt(countOf(signInAttempt, asked), ofOneClient));
}

async function insertIf(database: Database, attempt: Attempt, isFree: SQL | undefined): Promise<boolean> {
  const { meta } = await prepare(database, insertWhere(signInAttempt, attempt, isFree)).run();
  return meta.changes > 0;
}

/** Which tries are counted together, and how many of them may be. */
function limited(
  { email, clientAddress, at }: Omit<Attempt, "id">,
  { windowMs, fromOneAddress, fromAll, ofOneClient }: AttemptLimits,
): { where: SQL | undefined; most: number }[] {
  const isRecent = gt(signInAttempt.at, at - windowMs);
  const forEmail = and(eq(signInAttempt.email, email), isRecent);
  const ofClient = eq(signInAttempt.clientAddress, clientAddress);
  return [
    { where: forEmail, most: fromAll },
    { where: and(forEmail, ofClient), most: fromOneAddress },
    { where: and(ofClient, isRecent, ne(signInAttempt.email, OF_LINKS)), most: ofOneClient },
  ];
}

/** When a place becomes free (ms UTC), after `reserveAttempt` found none. */
export async function nextFreePlace(
  database: Database,
  attempt: Omit<Attempt, "id">,
  limits: AttemptLimits,
): Promise<number> {
  /** The try that has to expire first: it is followed by as many as are allowed, counting itself. */
  const blocking = limited(attempt, limits).map(({ where, most }) =>
    build
      .select({ at: signInAttempt.at })
      .from(signInAttempt)
      .where(where)
      .orderBy(desc(signInAttempt.at))
      .limit(1)
      .offset(most - 1),
  );
  const last = await prepare(database, latestOf(blocking)).first<number>("at");
  return Math.max(attempt.at, (last ?? 0) + limits.windowMs);
}

/** Frees the place: the password was right, so the try does not count. */
export async function forgetAttempt(database: Database, id: string): Promise<void> {
  await database.delete(signInAttempt).where(eq(signInAttempt.id, id));
}

export async function removeAttemptsBefore(database: Database, before: number): Promise<void> {
  await database.delete(signInAttempt).where(lte(signInAttempt.at, before));
}

export async function emailOf(database: Database, userId: string): Promise<string | null> {
  const [row] = await database.select({ email: user.email }).from(user).where(eq(user.id, userId));
  return row?.email ?? null;
}
