import { superuserProcedure } from "../guards.ts";
import { activityOfToken, tokenActivityInput } from "../tokens/activity.ts";

/** The activity of any API token of the caller's organization, newest first; also after its end. */
export const tokenActivity = superuserProcedure
  .input(tokenActivityInput)
  .query(({ ctx: { runtime, actor }, input }) =>
    activityOfToken(runtime, { organizationId: actor.member.organization.id }, input),
  );
