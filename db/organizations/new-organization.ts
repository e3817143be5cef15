import { eq, sql } from "drizzle-orm";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import type { OrganizationKind } from "../../worker/domain/organizations/membership.ts";
import type { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { build, type Statement } from "../connect.ts";
import { randomId } from "../random-id.ts";
import { activity } from "../tables/activity.ts";
import { membership } from "../tables/membership.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { organization } from "../tables/organization.ts";
import { user } from "../tables/user.ts";

export type NewOrganization = {
  id: string;
  name: string;
  kind: OrganizationKind;
  partnerId: string | null;
  /** The first Master Admin. `userId` is theirs if the address is not known yet. */
  admin: { userId: string; name: string; email: string };
  link: { id: string; hash: TokenHash; expiresAt: number };
  at: number;
};

/** An organization with its Master Admin, and the link by which they set their password. */
export function insertOrganization({
  id,
  name,
  kind,
  partnerId,
  admin,
  link,
  at,
}: NewOrganization): Statement[] {
  const userId = sql`${build.select({ id: user.id }).from(user).where(eq(user.email, admin.email))}`;
  return [
    build.insert(organization).values({ id, name, kind, partnerId, apiPermissions: [], createdAt: at }),
    build
      .insert(user)
      .values({ id: admin.userId, email: admin.email, kind: "human", createdAt: at })
      .onConflictDoNothing(),
    build.insert(membership).values({
      organizationId: id,
      userId,
      name: admin.name,
      folded: foldedMember(admin.name, admin.email),
      role: "master_admin",
      permissions: [],
      visibilityGroups: [],
      createdAt: at,
    }),
    build.insert(oneTimeLink).values({
      ...link,
      hash: link.hash.toBytes(),
      userId,
      organizationId: id,
      purpose: "invitation",
      createdAt: at,
    }),
    build.insert(activity).values({
      id: randomId("act_"),
      organizationId: id,
      subjectUserId: userId,
      subjectName: admin.name,
      action: "organization.created",
      detail: { name },
      at,
    }),
  ];
}
