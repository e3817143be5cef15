import { and, eq, isNotNull, isNull, ne, not, or, type SQL } from "drizzle-orm";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow, isSame } from "../operators.ts";
import { insertFrom } from "../sql.ts";
import { ending } from "../tables/ending.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import { otherMasterAdmin } from "./master-admins.ts";
import { theMember } from "./memberships.ts";
import { areThere } from "./sql.ts";

export type Grants = {
  name: string;
  role: Role;
  permissions: readonly string[];
  visibilityGroups: readonly string[];
  /** Service users only. */
  contact?: string | null;
};

/** Inserts a user with this address, or a service user without one. Does nothing if the address is known. */
export function insertUser({
  id,
  email,
  kind,
  at,
}: {
  id: string;
  email: string | null;
  kind: UserKind;
  at: number;
}): Statement {
  return build.insert(user).values({ id, email, kind, createdAt: at }).onConflictDoNothing();
}

/** Changes no row if the user is already a member, or something granted has just been removed. */
export function insertMember(
  member: MemberKey,
  email: string | null,
  grants: Grants,
  { at, invitation }: { at: number; invitation: Invitation | null },
): Statement {
  const { organizationId, userId } = member;
  return insertFrom(
    membership,
    { organizationId, userId: user.id, ...granted(grants, email), createdAt: at, invitation },
    user,
    and(
      eq(user.id, userId),
      isSame(user.email, email),
      not(hasRow(membership, theMember(member))),
      areThere(organizationId, grants),
    ),
  );
}

/** The grants as they are stored for a member with this address. */
function granted({ name, role, permissions, visibilityGroups, contact }: Grants, email: string | null) {
  return {
    name,
    folded: foldedMember(name, email),
    role,
    permissions: [...permissions],
    visibilityGroups: [...visibilityGroups],
    contact: contact ?? null,
  };
}

/** The member as they were read: a change applies only to this state. */
export type Expected = MemberKey & { revision: number };

/** Changes no row if the member has changed since, if the last Master Admin would go, or if a grant does not exist. */
export function updateMember(expected: Expected, email: string | null, grants: Grants): Statement {
  const keepsAMasterAdmin = grants.role === "master_admin" ? undefined : notTheLastMasterAdmin(expected);
  return build
    .update(membership)
    .set(granted(grants, email))
    .where(and(asExpected(expected), keepsAMasterAdmin, areThere(expected.organizationId, grants)));
}

/** Whether the member is as they were read, and is not the last Master Admin. */
export function mayGo(expected: Expected): SQL | undefined {
  return and(asExpected(expected), notTheLastMasterAdmin(expected));
}

export function deleteMember(expected: Expected): Statement {
  return build.delete(membership).where(mayGo(expected));
}

export function deactivateMember(expected: Expected, at: number): Statement {
  return build
    .update(membership)
    .set({ deactivatedAt: at })
    .where(and(mayGo(expected), isNull(membership.deactivatedAt)));
}

export function reactivateMember(expected: Expected): Statement {
  const isLeaving = and(
    eq(ending.organizationId, expected.organizationId),
    eq(ending.userId, expected.userId),
    eq(ending.removesMember, true),
  );
  return build
    .update(membership)
    .set({ deactivatedAt: null })
    .where(and(asExpected(expected), isNotNull(membership.deactivatedAt), not(hasRow(ending, isLeaving))));
}

/** Changes no row if the member has already agreed, or is not a member. */
export function inviteAgain(member: MemberKey, invitation: Invitation): Statement {
  return build
    .update(membership)
    .set({ invitation })
    .where(and(theMember(member), isNotNull(membership.invitation), isNull(membership.deactivatedAt)));
}

/** Records that the member has agreed, because they began a session in the organization. */
export function agree(member: MemberKey): Statement {
  return build
    .update(membership)
    .set({ invitation: null })
    .where(and(theMember(member), isNotNull(membership.invitation)));
}

export async function hasOtherMasterAdmin(database: Database, member: MemberKey): Promise<boolean> {
  const others = database.select({ userId: membership.userId }).from(membership);
  return (await others.where(otherMasterAdmin(member)).limit(1)).length > 0;
}

function asExpected({ revision, ...member }: Expected): SQL | undefined {
  return and(theMember(member), eq(membership.revision, revision));
}

function notTheLastMasterAdmin(member: MemberKey): SQL | undefined {
  return or(
    ne(membership.role, "master_admin"),
    isNotNull(membership.deactivatedAt),
    isNotNull(membership.invitation),
    hasRow(membership, otherMasterAdmin(member)),
  );
}
