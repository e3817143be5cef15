import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import { publicProcedure } from "../trpc.ts";

/** Ends this session. Without one there is nothing to end, which is no mistake. */
export const signOut = publicProcedure.mutation(async ({ ctx: { session, runtime, cookie } }) => {
  // The session may well live on: to say otherwise would leave it open behind the person's back.
  if (session && !session.ok && session.refusal.reason === "unavailable") {
    throw session.refusal.told;
  }
  if (session?.ok) {
    const { member, token } = session.actor;
    await revoke(runtime, {
      authority: authorize(session.actor),
      selection: { organizationId: member.organization.id, userId: member.user.id, id: token.id },
      by: "owner",
      actor: member.user,
      at: runtime.now(),
    });
  }
  cookie.clear();
  return { signedOut: true };
});
