import type { TeamMember } from "../../db/members/team.ts";
import type { Action, Activity } from "../domain/activity/actions.ts";
import type { Actor } from "../domain/actor.ts";

/** An administrator's activity on a member. */
export function onMember(
  { member }: Actor,
  subject: Pick<TeamMember, "userId" | "name">,
  at: number,
  action: Action,
): Activity {
  return {
    ...action,
    organizationId: member.organization.id,
    actor: member.user,
    subject: { id: subject.userId, name: subject.name },
    token: null,
    at,
  };
}

/** An administrator's activity on the organization itself. */
export function onOrganization({ member }: Actor, at: number, action: Action): Activity {
  return {
    ...action,
    organizationId: member.organization.id,
    actor: member.user,
    subject: null,
    token: null,
    at,
  };
}
