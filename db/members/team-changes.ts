import { and, type SQL, sql } from "drizzle-orm";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { BUILT_IN_PERMISSIONS } from "../../worker/domain/permissions.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import { theMember } from "./memberships.ts";

export type Grants = {
  name: string;
  role: Role;
  permissions: readonly string[];
  visibilityGroups: readonly string[];
  /** Of a service user. */
  contact?: string | null;
};

/** A user with this address, or a service user without one. Does nothing where the address is known. */
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
}) {
  return sql`INSERT OR IGNORE INTO user (id, email, kind, created_at) VALUES (${id}, ${email}, ${kind}, ${at})`;
}

/** Changes no row where the user is a member already, or where what is granted has just been removed. */
export function insertMember(
  member: MemberKey,
  email: string | null,
  grants: Grants,
  { at, invitation }: { at: number; invitation: Invitation | null },
): Statement {
  return sql`INSERT INTO membership
    (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at, invitation, contact)
    SELECT ${member.organizationId}, user.id, ${grants.name}, ${foldedMember(grants.name, email)}, ${grants.role},
      ${JSON.stringify(grants.permissions)}, ${JSON.stringify(grants.visibilityGroups)}, ${at},
      ${invitation && JSON.stringify(invitation)}, ${grants.contact ?? null}
    FROM user WHERE user.id = ${member.userId} AND user.email IS ${email}
      AND NOT EXISTS (SELECT 1 FROM membership WHERE ${theMember(member)}) AND ${grantable(member, grants)}`;
}

/** The member as they were read: a change applies to no other state. */
export type Expected = MemberKey & { revision: number };

/** Changes no row where `expected` is no more, where the last Master Admin would go, or a grant is not there. */
export function updateMember(expected: Expected, email: string | null, grants: Grants): Statement {
  return sql`UPDATE membership SET name = ${grants.name}, folded = ${foldedMember(grants.name, email)},
      role = ${grants.role}, permissions = ${JSON.stringify(grants.permissions)},
      visibility_groups = ${JSON.stringify(grants.visibilityGroups)}, contact = ${grants.contact ?? null}
    WHERE ${asExpected(expected)} AND (${grants.role} = 'master_admin' OR ${notTheLastMasterAdmin(expected)})
      AND ${grantable(expected, grants)}`;
}

/** The member as they were read, who is not the last Master Admin. */
export function mayGo(expected: Expected): SQL | undefined {
  return and(asExpected(expected), notTheLastMasterAdmin(expected));
}

export function deleteMember(expected: Expected): Statement {
  return sql`DELETE FROM membership WHERE ${mayGo(expected)}`;
}

export function deactivateMember(expected: Expected, at: number): Statement {
  return sql`UPDATE membership SET deactivated_at = ${at}
    WHERE ${mayGo(expected)} AND deactivated_at IS NULL`;
}

export function reactivateMember(expected: Expected): Statement {
  return sql`UPDATE membership SET deactivated_at = NULL
    WHERE ${asExpected(expected)} AND deactivated_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ending WHERE organization_id = ${expected.organizationId} AND user_id = ${expected.userId}
        AND removes_member = 1)`;
}

/** Changes no row for who has agreed already, or is no member. */
export function inviteAgain(member: MemberKey, invitation: Invitation): Statement {
  return sql`UPDATE membership SET invitation = ${JSON.stringify(invitation)}
    WHERE ${theMember(member)} AND invitation IS NOT NULL AND deactivated_at IS NULL`;
}

/** Whoever begins a session here has agreed to be a member. */
export function agree(member: MemberKey): Statement {
  return sql`UPDATE membership SET invitation = NULL WHERE ${theMember(member)} AND invitation IS NOT NULL`;
}

export async function hasOtherMasterAdmin(database: Database, member: MemberKey): Promise<boolean> {
  const found = await prepare(database, sql`SELECT ${otherMasterAdmin(member)} AS found`).first<number>(
    "found",
  );
  return found === 1;
}

/** Who is deactivated, or has not agreed to come, keeps nobody's door open, and does not count. */
function otherMasterAdmin({ organizationId, userId }: MemberKey): SQL {
  return sql`EXISTS (SELECT 1 FROM membership AS other WHERE other.organization_id = ${organizationId}
    AND other.user_id <> ${userId} AND other.role = 'master_admin' AND other.deactivated_at IS NULL
    AND other.invitation IS NULL)`;
}

function asExpected({ revision, ...member }: Expected): SQL | undefined {
  return and(theMember(member), sql`revision = ${revision}`);
}

function notTheLastMasterAdmin(member: MemberKey): SQL {
  return sql`(role <> 'master_admin' OR deactivated_at IS NOT NULL OR invitation IS NOT NULL
    OR ${otherMasterAdmin(member)})`;
}

/** Groups and permissions that are there at this moment: of one being removed nothing is left behind. */
function grantable({ organizationId }: MemberKey, { permissions, visibilityGroups }: Grants): SQL {
  const builtIn = JSON.stringify(Object.keys(BUILT_IN_PERMISSIONS));
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(visibilityGroups)}) AS given
      WHERE given.value NOT IN (SELECT name FROM visibility_group WHERE organization_id = ${organizationId}))
    AND NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(permissions)}) AS given
      WHERE given.value NOT IN (SELECT value FROM json_each(${builtIn}))
        AND given.value NOT IN (SELECT own.value ->> 'key' FROM organization, json_each(organization.api_permissions) AS own
          WHERE organization.id = ${organizationId}))`;
}
