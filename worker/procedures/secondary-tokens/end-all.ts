import type { Actor } from "../../domain/actor.ts";
import { revoke } from "../../revocation/revoke.ts";
import type { Context } from "../context.ts";

export type Deletion = {
  /** How many secondary tokens ended. */
  deleted: number;
  /** Whether the session that asked for it is among them. */
  signedOut: boolean;
};

/** Ends every session and API token of the member who asks, the session they sit in with them. */
export async function endAllOwn({ runtime, cookie }: Context, { member }: Actor): Promise<Deletion> {
  const ended = await revoke(runtime, {
    selection: { organizationId: member.organization.id, userId: member.user.id },
    by: "owner",
    actor: member.user,
    at: runtime.now(),
  });
  cookie.clear();
  return { deleted: ended.length, signedOut: true };
}

/** Ends every session and API token of another member of the organization, who is told by mail. */
export async function endAllOf({ runtime }: Context, { member }: Actor, userId: string): Promise<Deletion> {
  const ended = await revoke(runtime, {
    selection: { organizationId: member.organization.id, userId },
    by: "administrator",
    actor: member.user,
    at: runtime.now(),
    notify: byAdministrator(member, runtime.settings.tokenPrefix),
  });
  return { deleted: ended.length, signedOut: false };
}

/** What the owner's mail says of who ended their tokens. */
export function byAdministrator({ user, organization }: Actor["member"], tokenPrefix: string) {
  return { organization: organization.name, administrator: user.name, tokenPrefix };
}
