import { authorize } from "../../change/authorize.ts";
import { endAll } from "../../change/end-all.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Context } from "../context.ts";

export type Deletion = {
  /** How many secondary tokens ended. */
  deleted: number;
  /** Whether the session that asked is among them. */
  signedOut: boolean;
};

export type Asked = Pick<Context, "runtime" | "cookie"> & { actor: Actor };

/** Ends every session and API token of the caller, this session included. */
export async function endAllOwn({ runtime, actor, cookie }: Asked): Promise<Deletion> {
  const { user, organization } = actor.member;
  const { deleted } = await endAll(runtime, {
    authority: authorize(actor),
    member: { organizationId: organization.id, userId: user.id },
    memberName: user.name,
    by: "owner",
    actor: user,
    at: runtime.now(),
  });
  cookie.clear();
  return { deleted, signedOut: true };
}

/** Ends every session and API token of another member of the organization, who gets a mail. */
export async function endAllOf(
  { runtime, actor }: Asked,
  member: { id: string; name: string },
): Promise<Deletion> {
  const { user, organization } = actor.member;
  const { deleted } = await endAll(runtime, {
    authority: authorize(actor, { role: "master_admin" }),
    member: { organizationId: organization.id, userId: member.id },
    memberName: member.name,
    by: "administrator",
    actor: user,
    at: runtime.now(),
    notify: byAdministrator(actor.member, runtime.settings.tokenPrefix),
  });
  return { deleted, signedOut: false };
}

/** What the owner's mail says of who ended their tokens. */
export function byAdministrator({ user, organization }: Actor["member"], tokenPrefix: string) {
  return { organization: organization.name, administrator: user.name, tokenPrefix };
}
