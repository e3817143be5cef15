import { memberProcedure } from "../guards.ts";
import { ofThisMoment } from "../session/of-this-moment.ts";
import { leaveMembership } from "./leave-membership.ts";

/** Takes the caller out of the organization that they are signed in to. */
export const leave = memberProcedure.mutation(async ({ ctx: { runtime, actor, authority, cookie } }) => {
  const { organization, user } = actor.member;
  const left = await leaveMembership(runtime, ofThisMoment(authority, runtime), {
    organizationId: organization.id,
    userId: user.id,
  });
  cookie.clear();
  return left;
});
