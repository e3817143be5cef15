import { sql } from "drizzle-orm";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import type { OrganizationKind } from "../../worker/domain/organizations/membership.ts";
import type { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Statement } from "../connect.ts";
import { randomId } from "../random-id.ts";

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
  const theUser = sql`SELECT id FROM user WHERE email = ${admin.email}`;
  return [
    sql`INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
      VALUES (${id}, ${name}, ${kind}, ${partnerId}, '[]', ${at})`,
    sql`INSERT OR IGNORE INTO user (id, email, kind, created_at)
      VALUES (${admin.userId}, ${admin.email}, 'human', ${at})`,
    sql`INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
      VALUES (${id}, (${theUser}), ${admin.name}, ${foldedMember(admin.name, admin.email)}, 'master_admin', '[]', '[]', ${at})`,
    sql`INSERT INTO one_time_link (id, user_id, organization_id, purpose, hash, created_at, expires_at)
      VALUES (${link.id}, (${theUser}), ${id}, 'invitation', ${link.hash.toBytes()}, ${at}, ${link.expiresAt})`,
    sql`INSERT INTO activity (id, organization_id, subject_user_id, subject_name, action, detail, at)
      VALUES (${randomId("act_")}, ${id}, (${theUser}), ${admin.name}, 'organization.created',
        ${JSON.stringify({ name })}, ${at})`,
  ];
}
