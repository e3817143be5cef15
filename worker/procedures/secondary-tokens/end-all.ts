import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Context } from "../context.ts";

export type Deletion = {
  /** How many secondary tokens ended. */
  deleted: number;
  /** Whether the session that asked for it is among them. */
  signedOut: boolean;
};

type Asked = Pick<Context, "runtime" | "cookie"> & { actor: Actor };

/** Ends every session and API token of the member who asks, the session they sit in with them. */
export async function endAllOwn({ runtime, actor, cookie }: Asked): Promise<Deletion> {
  const { member } = actor;
  const ended = await revoke(runtime, {
    authority: authorize(actor),
    selection: { organizationId: member.organization.id, userId: member.user.id },
    by: "owner",
    actor: member.user,
    at: runtime.now(),
  });
  cookie.clear();
  return { deleted: ended.length, signedOut: true };
}

/** Ends every session and API token of another member of the organization, who is told by mail. */
export async function endAllOf({ runtime, actor }: Asked, userId: string): Promise<Deletion> {
  const { member } = actor;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { role: "master_admin" }),
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
