import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { build, type Statement } from "../connect.ts";
import { otherMasterAdmin } from "../members/master-admins.ts";
import { theMember } from "../members/memberships.ts";
import { named } from "../operators.ts";
import { ending } from "../tables/ending.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** The memberships of the user with this address, oldest first; in one organization, if given. */
export function membershipsWith(email: string, organizationId: string | undefined) {
  const { name, role, deactivatedAt, createdAt } = membership;
  return build
    .select(
      named({
        userId: user.id,
        email: user.email,
        hasPassword: isNotNull(user.passwordHash),
        name,
        role,
        organizationId: organization.id,
        organization: organization.name,
        deactivatedAt,
      }),
    )
    .from(user)
    .innerJoin(membership, eq(membership.userId, user.id))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(user.email, email), isIn(organizationId)))
    .orderBy(asc(createdAt), asc(organization.id));
}

/** Every member, of all organizations or of one, as a table of words. */
export function everybody(organizationId: string | undefined) {
  const { organizationId: of, userId, role, name } = membership;
  const standing = sql`CASE WHEN ${membership.deactivatedAt} IS NOT NULL THEN 'deactivated'
    WHEN ${user.kind} = 'service' THEN 'service user'
    WHEN ${user.passwordHash} IS NULL THEN 'never signed in' ELSE 'signs in' END`;
  const email = sql`coalesce(${user.email}, '-')`;
  return build
    .select(named({ organizationId: of, userId, role, standing, email, name }))
    .from(membership)
    .innerJoin(user, eq(user.id, userId))
    .where(isIn(organizationId))
    .orderBy(asc(of), asc(name), asc(userId));
}

function isIn(organizationId: string | undefined): SQL | undefined {
  return organizationId === undefined ? undefined : eq(membership.organizationId, organizationId);
}

/** Members who could be Master Admin in their place. */
export function successorsOf(member: MemberKey) {
  return build
    .select(named({ userId: membership.userId }))
    .from(membership)
    .where(otherMasterAdmin(member))
    .limit(1);
}

/** Deactivates the member: none of their tokens is honoured from then on. */
export function closeMembership(member: MemberKey, at: number): Statement {
  return build
    .update(membership)
    .set({ deactivatedAt: sql`coalesce(${membership.deactivatedAt}, ${at})` })
    .where(theMember(member));
}

export function removeMembership(member: MemberKey): Statement {
  return build.delete(membership).where(theMember(member));
}

/** Removes the member's open endings. */
export function removeEndings({ organizationId, userId }: MemberKey): Statement {
  return build
    .delete(ending)
    .where(and(eq(ending.organizationId, organizationId), eq(ending.userId, userId)));
}

/** Changes no row if their role has changed since it was read. */
export function makeMasterAdmin(member: MemberKey, from: Role): Statement {
  return build
    .update(membership)
    .set({ role: "master_admin" })
    .where(and(theMember(member), eq(membership.role, from)));
}
