import * as z from "zod/mini";
import { countSecondaryTokens } from "../../../db/member-tokens/secondary.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { whose } from "./whose.ts";

const input = z._default(
  z.strictObject({ userId: z.optional(userIdSchema), q: z.optional(searchTermSchema) }),
  {},
);

/**
 * How many sessions and API tokens a member has. If very many ended at once, also how many rows are still to be
 * removed; every door refuses those. Another member's for a Master Admin.
 */
export const count = memberProcedure.input(input).query(async ({ ctx: { runtime, actor }, input }) => {
  const { organization, user } = await whose(runtime.database, actor, input.userId);
  const { over, ...counted } = await countSecondaryTokens(
    runtime.database,
    { organizationId: organization.id, userId: user.id },
    { q: input.q, now: runtime.now(), sessionIdleMs: runtime.settings.sessionIdleMs },
  );
  return { ...counted, removing: over };
});
