import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import { type Asked, byAdministrator, type Deletion } from "./end-all.ts";

/** Ends sessions and API tokens of a member: the caller's own, or as a Master Admin another's, who gets one mail. */
export async function endSome(
  { runtime, actor, cookie }: Asked,
  userId: string,
  which: { id: string } | { ids: readonly string[] },
): Promise<Deletion> {
  const { user, organization } = actor.member;
  const own = userId === user.id;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { role: own ? "member" : "master_admin" }),
    selection: { organizationId: organization.id, userId, ...which },
    by: own ? "owner" : "administrator",
    actor: user,
    at: runtime.now(),
    notify: own ? undefined : byAdministrator(actor.member, runtime.settings.tokenPrefix),
  });
  const signedOut = ended.some(({ id }) => id === actor.token.id);
  if (signedOut) cookie.clear();
  return { deleted: ended.length, signedOut };
}
