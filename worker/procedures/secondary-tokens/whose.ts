import type { Database } from "../../../db/connect.ts";
import { findMember } from "../../../db/members/memberships.ts";
import type { Actor } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import type { Member } from "../../domain/organizations/membership.ts";
import { reaches } from "../../domain/organizations/roles.ts";

/**
 * The member whose secondary tokens are meant: the caller, or for a Master Admin any member of the organization. The
 * role is checked first, so that nobody else learns which members there are.
 * @throws Refusal `master-admin-only`, `member-unknown`
 */
export async function whose(
  database: Database,
  { member }: Actor,
  userId: string | undefined,
): Promise<Member> {
  if (userId === undefined || userId === member.user.id) return member;
  demand(reaches(member.role, "master_admin"), "master-admin-only");
  const found = await findMember(database, { organizationId: member.organization.id, userId });
  if (!found) throw new Refusal("member-unknown");
  return found;
}
