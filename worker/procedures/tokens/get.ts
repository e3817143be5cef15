import * as z from "zod/mini";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import { ownToken } from "./list.ts";

/**
 * One of the caller's own API tokens. @throws Refusal `token-unknown` for any other id, and for one that has ended
 */
export const get = ownTokensProcedure
  .input(z.strictObject({ id: tokenIdSchema }))
  .query(({ ctx: { runtime, actor }, input: { id } }) => ownToken(runtime, actor, id));
