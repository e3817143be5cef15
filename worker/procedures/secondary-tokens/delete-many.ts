import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { endSome } from "./end-some.ts";
import { whose } from "./whose.ts";

const input = z.strictObject({ ids: tokenIdsSchema, userId: z.optional(userIdSchema) });

/**
 * Ends sessions and API tokens at once: one's own, or for a Master Admin those of a member. What is not theirs, or not
 * any more, is left out: answered is how many ended now.
 */
export const deleteMany = memberProcedure.input(input).mutation(async ({ ctx, input: { ids, userId } }) => {
  const member = await whose(ctx.runtime.database, ctx.actor, userId);
  return endSome(ctx, member.user.id, { ids });
});
