import type { Actor } from "../domain/actor.ts";
import { type Reason, Refusal } from "../domain/errors.ts";
import { demandPartner } from "../domain/policies/partner.ts";
import { demandSuperuser } from "../domain/policies/team.ts";
import { demandOwnTokens } from "../domain/policies/tokens.ts";
import type { TokenRefusal } from "../verification/verify-token.ts";
import type { Context } from "./context.ts";
import { publicProcedure } from "./trpc.ts";

/** Only with a session that holds at this moment. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: { actor: actorOf(ctx) } }));

/** Only for members who may manage their own API tokens. */
export const ownTokensProcedure = memberProcedure.use(({ ctx, next }) => {
  demandOwnTokens(ctx.actor.member);
  return next();
});

/** Only for Organization Superusers and Master Admins. */
export const superuserProcedure = memberProcedure.use(({ ctx, next }) => {
  demandSuperuser(ctx.actor.member);
  return next();
});

/** Only for members of partner organizations. */
export const partnerProcedure = memberProcedure.use(({ ctx, next }) => {
  demandPartner(ctx.actor.member.organization);
  return next();
});

/** Whose session it is. @throws Refusal that says why there is none. */
export function actorOf({ session }: Pick<Context, "session">): Actor {
  if (session === null) throw new Refusal("not-signed-in");
  if (!session.ok) throw new Refusal(reasonOf(session.refusal));
  return session.actor;
}

/** Whoever held the session is told why it ended. */
function reasonOf(refusal: TokenRefusal): Reason {
  switch (refusal.reason) {
    case "unavailable":
      return "database-unavailable";
    case "revoked":
      return refusal.by === "administrator" ? "session-ended-by-administrator" : "session-ended";
    case "expired":
      return "session-expired";
    case "deactivated":
      return "session-deactivated";
    default:
      return "not-signed-in";
  }
}
