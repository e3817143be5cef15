import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import { revokeAsSuperuser } from "./revoke-as-superuser.ts";

const input = z.strictObject({ ids: tokenIdsSchema });

/**
 * Ends API tokens of anybody in the organization at once; each owner is told of theirs by one mail. What has ended
 * already is as ended as it was asked to be: answered is how many did now.
 */
export const revokeTokens = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { ids } }) => ({
    revoked: await revokeAsSuperuser(runtime, actor, { ids }),
  }));
