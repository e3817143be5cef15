import type { TeamMember } from "../../../db/team.ts";
import { heldPermissions, type Organization } from "../../domain/organizations/membership.ts";
import { rfc3339 } from "../../domain/times.ts";

/** A member as the team page shows them; a Master Admin holds every permission. */
export function presentMember(member: TeamMember, organization: Organization) {
  const { userId: id, name, email, kind, role, permissions, visibilityGroups, deactivatedAt } = member;
  return {
    id,
    name,
    email,
    kind,
    role,
    permissions: heldPermissions({ organization, role, permissions }),
    visibilityGroups,
    deactivatedAt: rfc3339(deactivatedAt),
    /** To be given back to `team.editMember`, so that nothing that changed since is overwritten unseen. */
    revision: member.revision,
  };
}

export type PresentedMember = ReturnType<typeof presentMember>;
