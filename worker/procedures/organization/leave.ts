import { memberProcedure } from "../guards.ts";
import { demandOwnProof, ownProof } from "../session/own-proof.ts";
import { leaveMembership } from "./leave-membership.ts";

/** Takes whoever asks out of the organization that they are signed in to. */
export const leave = memberProcedure.input(ownProof).mutation(async ({ ctx, input }) => {
  await demandOwnProof(ctx, input);
  const { runtime, actor, authority, cookie } = ctx;
  const { organization, user } = actor.member;
  const left = await leaveMembership(runtime, authority, {
    organizationId: organization.id,
    userId: user.id,
  });
  cookie.clear();
  return left;
});
