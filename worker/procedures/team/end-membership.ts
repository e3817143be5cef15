import type { Statement } from "../../../db/connect.ts";
import type { TeamMember } from "../../../db/members/team.ts";
import { type Expected, mayGo } from "../../../db/members/team-changes.ts";
import type { MemberKey } from "../../../db/tokens/tokens.ts";
import { authorize } from "../../change/authorize.ts";
import { endAll } from "../../change/end-all.ts";
import type { Action } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { mayEnd, roleToChange } from "../../domain/policies/team.ts";
import { onMember } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";
import { byAdministrator } from "../secondary-tokens/end-all.ts";
import { memberOfTeam } from "./member.ts";
import { demandSuccessor } from "./successor.ts";

type End = {
  isDone?: (member: TeamMember) => boolean;
  change: (expected: Expected) => Statement;
  removesMember: boolean;
  consequences?: (member: MemberKey) => readonly Statement[];
  recorded: (member: TeamMember) => Action;
};

const MOST_TRIES = 5;

/**
 * Removes or deactivates a member. The change, its activity, the end of all their tokens and the mail are one batch,
 * which does nothing if the change may not be made at that moment.
 */
export async function endMembership(
  runtime: Runtime,
  actor: Actor,
  userId: string,
  { isDone = () => false, change, removesMember, consequences = () => [], recorded }: End,
): Promise<{ deleted: number }> {
  const { organization, user } = actor.member;
  const key = { organizationId: organization.id, userId };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const member = await memberOfTeam(runtime, actor, userId);
    const authority = authorize(actor, { role: roleToChange(member) });
    if (isDone(member)) {
      // Another call that did it may still wait for the leases to end.
      runtime.narrowed();
      return { deleted: 0 };
    }
    await demandSuccessor(runtime, organization.id, member);
    demand(mayEnd(actor.member, member), "not-yourself");
    const at = runtime.now();
    const expected = { ...key, revision: member.revision };
    const { changed, deleted } = await endAll(runtime, {
      authority,
      member: key,
      memberName: member.name,
      by: "administrator",
      actor: user,
      at,
      notify: byAdministrator(actor.member, runtime.settings.tokenPrefix),
      cause: {
        change: change(expected),
        activity: onMember(actor, member, at, recorded(member)),
        removesMember,
        where: mayGo(expected),
        consequences: consequences(key),
      },
    });
    if (changed) return { deleted };
  }
  throw new Refusal("member-changed");
}
