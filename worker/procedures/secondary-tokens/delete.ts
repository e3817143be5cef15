import * as z from "zod/mini";
import { ownerOfToken } from "../../../db/member-tokens/secondary.ts";
import { authorize } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { reaches } from "../../domain/organizations/roles.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { memberProcedure } from "../guards.ts";
import { byAdministrator, type Deletion } from "./end-all.ts";

const input = z.strictObject({ id: tokenIdSchema });

/** Ends one session or API token: one's own, or for a Master Admin anybody's of the organization. */
export const deleteOne = memberProcedure.input(input).mutation(async ({ ctx, input }): Promise<Deletion> => {
  const { runtime, actor, cookie } = ctx;
  const { member } = actor;
  const userId = await ownerOfToken(runtime.database, member.organization.id, input.id);
  if (userId === null || !mayEnd(actor, userId)) throw new Refusal("secondary-token-unknown");
  const own = userId === member.user.id;
  const ended = await revoke(runtime, {
    authority: authorize(actor, { role: own ? "member" : "master_admin" }),
    selection: { organizationId: member.organization.id, userId, id: input.id },
    by: own ? "owner" : "administrator",
    actor: member.user,
    at: runtime.now(),
    notify: own ? undefined : byAdministrator(member, runtime.settings.tokenPrefix),
  });
  if (ended.length === 0) throw new Refusal("secondary-token-unknown");
  const signedOut = input.id === actor.token.id;
  if (signedOut) cookie.clear();
  return { deleted: ended.length, signedOut };
});

/** To everybody else somebody's token is one that does not exist. */
function mayEnd({ member }: Actor, userId: string): boolean {
  return userId === member.user.id || reaches(member.role, "master_admin");
}
