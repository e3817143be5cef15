import type { TeamMember } from "../../../db/members/team.ts";
import { hasOtherMasterAdmin } from "../../../db/members/team-changes.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Role } from "../../domain/organizations/roles.ts";
import type { Runtime } from "../runtime.ts";

/**
 * Says why the last Master Admin cannot leave or lose the role. The batch decides it, because no other Master Admin
 * can leave at the same moment.
 * @throws Refusal `last-master-admin`
 */
export async function demandSuccessor(
  { database }: Runtime,
  organizationId: string,
  { userId, role, deactivatedAt, invitation }: TeamMember,
  becomes?: Role,
): Promise<void> {
  const isOne = role === "master_admin" && deactivatedAt === null && invitation === null;
  if (!isOne || becomes === "master_admin") return;
  if (!(await hasOtherMasterAdmin(database, { organizationId, userId }))) {
    throw new Refusal("last-master-admin");
  }
}
