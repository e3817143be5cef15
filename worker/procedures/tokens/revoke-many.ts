import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import { revokeOwn } from "./revoke-own.ts";

const input = z.strictObject({ ids: tokenIdsSchema });

/**
 * Ends several of the caller's own API tokens. Skips those that are not theirs or have ended. Resolves with how many
 * ended now.
 */
export const revokeMany = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { ids } }) => ({
    revoked: await revokeOwn(runtime, actor, { ids }),
  }));
