import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import { revokeAsSuperuser } from "./revoke-as-superuser.ts";

const input = z.strictObject({ ids: tokenIdsSchema });

/**
 * Ends API tokens of any members of the organization at once; each owner gets one mail. Tokens that have already
 * ended are skipped. Resolves with how many ended now.
 */
export const revokeTokens = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { ids } }) => ({
    revoked: await revokeAsSuperuser(runtime, actor, { ids }),
  }));
