import * as z from "zod/mini";
import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { byAdministrator } from "../secondary-tokens/end-all.ts";

const input = z.strictObject({ id: tokenIdSchema });

export const revokeToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    await revokeTokenOfOrganization(runtime, actor, input.id);
    return { id: input.id };
  });

/**
 * Ends an API token of anybody in the organization; its owner is told by mail.
 * @throws Refusal `token-unknown` for any other id, sessions' too.
 */
export async function revokeTokenOfOrganization(runtime: Runtime, actor: Actor, id: string): Promise<void> {
  const { member } = actor;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { role: "superuser" }),
    selection: { organizationId: member.organization.id, kind: "api", id },
    by: "administrator",
    actor: member.user,
    at: runtime.now(),
    notify: byAdministrator(member, runtime.settings.tokenPrefix),
  });
  if (ended.length === 0) throw new Refusal("token-unknown");
}
