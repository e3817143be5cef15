import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import { publicProcedure } from "../trpc.ts";

/** Ends this session. It is no error if there is none. */
export const signOut = publicProcedure.mutation(async ({ ctx: { session, runtime, cookie } }) => {
  // If D1 is out the session may live on. To claim otherwise would leave it open behind the person's back.
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
  } else if (session) {
    // Another call may just have ended it, and still wait for the leases to end.
    runtime.narrowed();
  }
  cookie.clear();
  return { signedOut: true };
});
