import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { endSome } from "./end-some.ts";
import { whose } from "./whose.ts";

const input = z.strictObject({ ids: tokenIdsSchema, userId: z.optional(userIdSchema) });

/**
 * Ends several sessions and API tokens of the caller, or for a Master Admin those of a member. Skips those that are
 * not theirs or have ended. Resolves with how many ended now.
 */
export const deleteMany = memberProcedure.input(input).mutation(async ({ ctx, input: { ids, userId } }) => {
  const member = await whose(ctx.runtime.database, ctx.actor, userId);
  return endSome(ctx, member.user.id, { ids });
});
