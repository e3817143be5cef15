import * as z from "zod/mini";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { revokeOwn } from "./revoke-own.ts";

const input = z.strictObject({ id: tokenIdSchema });

export const revoke = ownTokensProcedure.input(input).mutation(async ({ ctx: { runtime, actor }, input }) => {
  await revokeOwnToken(runtime, actor, input.id);
  return { id: input.id };
});

/** Ends one of the caller's own API tokens. @throws Refusal `token-unknown` for any other id */
export async function revokeOwnToken(runtime: Runtime, actor: Actor, id: string): Promise<void> {
  const ended = await revokeOwn(runtime, actor, { id });
  if (ended === 0) throw new Refusal("token-unknown");
}
