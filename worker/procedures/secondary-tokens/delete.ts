import * as z from "zod/mini";
import { ownerOfToken } from "../../../db/member-tokens/secondary.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { reaches } from "../../domain/organizations/roles.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { memberProcedure } from "../guards.ts";
import type { Deletion } from "./end-all.ts";
import { endSome } from "./end-some.ts";

const input = z.strictObject({ id: tokenIdSchema });

/** Ends one session or API token: the caller's own, or for a Master Admin anybody's in the organization. */
export const deleteOne = memberProcedure.input(input).mutation(async ({ ctx, input }): Promise<Deletion> => {
  const { runtime, actor } = ctx;
  const userId = await ownerOfToken(runtime.database, actor.member.organization.id, input.id);
  if (userId === null || !mayEnd(actor, userId)) throw new Refusal("secondary-token-unknown");
  const deletion = await endSome(ctx, userId, { id: input.id });
  if (deletion.deleted === 0) throw new Refusal("secondary-token-unknown");
  return deletion;
});

/** Anybody else is told that the token does not exist. */
function mayEnd({ member }: Actor, userId: string): boolean {
  return userId === member.user.id || reaches(member.role, "master_admin");
}
