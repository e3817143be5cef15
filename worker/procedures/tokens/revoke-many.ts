import * as z from "zod/mini";
import { tokenIdsSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import { revokeOwn } from "./revoke-own.ts";

const input = z.strictObject({ ids: tokenIdsSchema });

/** Ends API tokens of the caller's own at once. What is not theirs, or not any more, is left out: answered is how many ended now. */
export const revokeMany = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { ids } }) => ({
    revoked: await revokeOwn(runtime, actor, { ids }),
  }));
