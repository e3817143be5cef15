import * as z from "zod/mini";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { revokeAsSuperuser } from "./revoke-as-superuser.ts";

const input = z.strictObject({ id: tokenIdSchema });

export const revokeToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    await revokeTokenOfOrganization(runtime, actor, input.id);
    return { id: input.id };
  });

/**
 * Ends any API token of the organization; its owner gets a mail.
 * @throws Refusal `token-unknown` for any other id, sessions' too
 */
export async function revokeTokenOfOrganization(runtime: Runtime, actor: Actor, id: string): Promise<void> {
  const ended = await revokeAsSuperuser(runtime, actor, { id });
  if (ended === 0) throw new Refusal("token-unknown");
}
