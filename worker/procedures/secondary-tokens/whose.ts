import type { Database } from "../../../db/connect.ts";
import { isMember } from "../../../db/memberships.ts";
import type { Actor } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { reaches } from "../../domain/organizations/roles.ts";

/**
 * Whose secondary tokens are meant: one's own, or for a Master Admin those of any member of the
 * organization. The role is asked first, so that nobody else learns which members there are.
 * @throws Refusal `master-admin-only`, `member-unknown`
 */
export async function whose(
  database: Database,
  { member }: Actor,
  userId: string | undefined,
): Promise<string> {
  if (userId === undefined || userId === member.user.id) return member.user.id;
  demand(reaches(member.role, "master_admin"), "master-admin-only");
  if (!(await isMember(database, member.organization.id, userId))) throw new Refusal("member-unknown");
  return userId;
}
