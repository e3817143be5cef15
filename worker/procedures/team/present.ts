import type { TeamMember } from "../../../db/members/team.ts";
import type { Invitation } from "../../domain/organizations/invitation.ts";
import { heldPermissions, type Organization } from "../../domain/organizations/membership.ts";
import { rfc3339 } from "../../domain/times.ts";
import { LINK_LIFE_MS } from "../../domain/users/one-time-link.ts";

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
    contact: member.contact,
    deactivatedAt: rfc3339(deactivatedAt),
    /** Set until they accept, by signing in here or by setting their password through the invitation. */
    invitation: member.invitation && presentInvitation(member.invitation),
    /** Goes back to `team.editMember`, so that no newer change is overwritten unseen. */
    revision: member.revision,
  };
}

function presentInvitation({ at, by }: Invitation) {
  return { at: rfc3339(at), by, expiresAt: rfc3339(at + LINK_LIFE_MS.invitation) };
}

export type PresentedMember = ReturnType<typeof presentMember>;
