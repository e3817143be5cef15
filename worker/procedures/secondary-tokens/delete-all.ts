import * as z from "zod/mini";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { endAllOf, endAllOwn } from "./end-all.ts";
import { whose } from "./whose.ts";

const input = z._default(z.strictObject({ userId: z.optional(userIdSchema) }), {});

/** Ends all sessions and API tokens of the caller, or for a Master Admin those of a member. */
export const deleteAll = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const member = await whose(ctx.runtime.database, ctx.actor, input.userId);
  return member.user.id === ctx.actor.member.user.id ? endAllOwn(ctx) : endAllOf(ctx, member.user);
});
