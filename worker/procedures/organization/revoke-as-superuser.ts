import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Runtime } from "../runtime.ts";
import { byAdministrator } from "../secondary-tokens/end-all.ts";

/** Ends API tokens of any members of the organization; each owner gets one mail. Resolves with how many ended. */
export async function revokeAsSuperuser(
  runtime: Runtime,
  actor: Actor,
  which: { id: string } | { ids: readonly string[] },
): Promise<number> {
  const { member } = actor;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { role: "superuser" }),
    selection: { organizationId: member.organization.id, kind: "api", ...which },
    by: "administrator",
    actor: member.user,
    at: runtime.now(),
    notify: byAdministrator(member, runtime.settings.tokenPrefix),
  });
  return ended.length;
}
