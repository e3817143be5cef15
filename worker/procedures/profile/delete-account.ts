import { findTeamMember } from "../../../db/members/team.ts";
import { membershipsOf } from "../../../db/members/users.ts";
import { memberProcedure } from "../guards.ts";
import { leaveMembership } from "../organization/leave-membership.ts";
import { demandOwnWay } from "../own-way.ts";
import { ofThisMoment } from "../session/of-this-moment.ts";
import { demandSuccessor } from "../team/successor.ts";

/**
 * Takes the caller out of every organization and forgets them. Does nothing if they cannot leave one of them. The
 * organization that they are signed in to comes last.
 * @throws Refusal `way-too-narrow`, `last-master-admin`
 */
export const deleteAccount = memberProcedure.mutation(async ({ ctx }) => {
  const { runtime, actor, cookie } = ctx;
  demandOwnWay(actor);
  const authority = ofThisMoment(ctx.authority, runtime);
  const { organization, user } = actor.member;
  const here = organization.id;
  const others = (await membershipsOf(runtime.database, user.id)).filter(
    ({ organizationId }) => organizationId !== here,
  );
  const all = [...others.map(({ organizationId }) => organizationId), here];
  for (const organizationId of all) {
    const member = await findTeamMember(runtime.database, organizationId, user.id, "all");
    if (member) await demandSuccessor(runtime, organizationId, member);
  }
  let deleted = 0;
  for (const organizationId of all) {
    deleted += (await leaveMembership(runtime, authority, { organizationId, userId: user.id })).deleted;
  }
  cookie.clear();
  return { deleted };
});
