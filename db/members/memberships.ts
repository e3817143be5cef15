import { and, eq, ne, type SQL } from "drizzle-orm";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import { type Member, userOf } from "../../worker/domain/organizations/membership.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** A member who did not come with a token of theirs; `findForVerification` finds those who did. */
export async function findMember(database: Database, member: MemberKey): Promise<Member | null> {
  const [row] = await database
    .select({
      user: { id: user.id, email: user.email, name: membership.name },
      organization: {
        id: organization.id,
        name: organization.name,
        kind: organization.kind,
        apiPermissions: organization.apiPermissions,
      },
      role: membership.role,
      permissions: membership.permissions,
      visibilityGroups: membership.visibilityGroups,
      deactivatedAt: membership.deactivatedAt,
    })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(theMember(member));
  return row ? { ...row, user: userOf(row.user.id, row.user.name, row.user.email) } : null;
}

export function renameMember(member: MemberKey, name: string, email: string | null): Statement {
  return build
    .update(membership)
    .set({ name, folded: foldedMember(name, email) })
    .where(and(theMember(member), ne(membership.name, name)));
}

export function theMember({ organizationId, userId }: MemberKey): SQL | undefined {
  return and(eq(membership.organizationId, organizationId), eq(membership.userId, userId));
}

export function isNoMasterAdmin(member: MemberKey): SQL {
  return hasRow(membership, and(theMember(member), ne(membership.role, "master_admin")));
}
