import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Runtime } from "../runtime.ts";

/** Ends the caller's own API tokens. Resolves with how many ended. */
export async function revokeOwn(
  runtime: Runtime,
  actor: Actor,
  which: { id: string } | { ids: readonly string[] },
): Promise<number> {
  const { user, organization } = actor.member;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { permission: "tokens.personal" }),
    selection: { organizationId: organization.id, userId: user.id, kind: "api", ...which },
    by: "owner",
    actor: user,
    at: runtime.now(),
  });
  return ended.length;
}
