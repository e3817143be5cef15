import { authorize, withFreshProof } from "../change/authorize.ts";
import type { Actor, SignedIn } from "../domain/actor.ts";
import { demand, type Reason, Refusal } from "../domain/errors.ts";
import { maySeeCustomers } from "../domain/policies/partner.ts";
import type { TokenRefusal } from "../verification/verify-token.ts";
import type { Context } from "./context.ts";
import { publicProcedure } from "./trpc.ts";

/** Only with a valid session. `ctx.authority` is what the guard demands, for the commit to check again. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => {
  const actor = actorOf(ctx);
  return next({ ctx: { actor, authority: authorize(actor) } });
});

/** Only for members who may manage their own API tokens. */
export const ownTokensProcedure = memberProcedure.use(({ ctx, next }) => {
  return next({ ctx: { authority: authorize(ctx.actor, { permission: "tokens.personal" }) } });
});

/** Only for Organization Superusers and Master Admins. */
export const superuserProcedure = memberProcedure.use(({ ctx, next }) => {
  return next({ ctx: { authority: authorize(ctx.actor, { role: "superuser" }) } });
});

/** Only for Master Admins. */
export const masterAdminProcedure = memberProcedure.use(({ ctx, next }) => {
  return next({ ctx: { authority: authorize(ctx.actor, { role: "master_admin" }) } });
});

/**
 * The same guards, which also demand a fresh proof: for changes that let somebody in or let them do more. A browser
 * left open is not enough for those.
 */
export const proved = {
  member: memberProcedure.use(({ ctx, next }) => {
    return next({ ctx: { authority: withFreshProof(ctx.authority, ctx.runtime) } });
  }),
  ownTokens: ownTokensProcedure.use(({ ctx, next }) => {
    return next({ ctx: { authority: withFreshProof(ctx.authority, ctx.runtime) } });
  }),
  superuser: superuserProcedure.use(({ ctx, next }) => {
    return next({ ctx: { authority: withFreshProof(ctx.authority, ctx.runtime) } });
  }),
  masterAdmin: masterAdminProcedure.use(({ ctx, next }) => {
    return next({ ctx: { authority: withFreshProof(ctx.authority, ctx.runtime) } });
  }),
};

/** Only for members of partner organizations. */
export const partnerProcedure = memberProcedure.use(({ ctx, next }) => {
  demand(maySeeCustomers(ctx.actor.member.organization), "partners-only");
  return next();
});

/** The actor of the session. @throws Refusal that says why there is none */
export function actorOf({ session }: Pick<Context, "session">): SignedIn {
  if (session === null) throw new Refusal("not-signed-in");
  if (!session.ok) throw endOf(session.refusal);
  const { actor } = session;
  if (!isSignedIn(actor)) throw new Refusal("not-signed-in");
  return actor;
}

function isSignedIn(actor: Actor): actor is SignedIn {
  return actor.token.opened !== null && actor.member.user.kind === "human";
}

/** The holder of the session is told why it ended. */
function endOf(refusal: TokenRefusal): Refusal {
  return refusal.reason === "unavailable" ? refusal.told : new Refusal(reasonOf(refusal));
}

function reasonOf(refusal: Exclude<TokenRefusal, { reason: "unavailable" }>): Reason {
  switch (refusal.reason) {
    case "revoked":
      return refusal.by === "administrator" ? "session-ended-by-administrator" : "session-ended";
    case "expired":
      return "session-expired";
    case "deactivated":
      return "session-deactivated";
    case "way-closed":
      return "session-way-closed";
    default:
      return "not-signed-in";
  }
}
