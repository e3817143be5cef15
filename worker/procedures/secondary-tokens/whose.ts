import type { Database } from "../../../db/connect.ts";
import { isMember } from "../../../db/memberships.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { reaches } from "../../domain/organizations/roles.ts";

/**
 * Whose secondary tokens are meant: one's own, or for a Master Admin those of any member of the
 * organization. The role is asked first, so that nobody else learns which members there are.
 * @throws Refusal `role-too-low`, `member-unknown`
 */
export async function whose(
  database: Database,
  { member }: Actor,
  userId: string | undefined,
): Promise<string> {
  if (userId === undefined || userId === member.user.id) return member.user.id;
  demandMasterAdmin(member);
  if (!(await isMember(database, member.organization.id, userId))) throw new Refusal("member-unknown");
  return userId;
}

export function demandMasterAdmin({ role }: Actor["member"]): void {
  if (!reaches(role, "master_admin")) throw new Refusal("role-too-low");
}
