import * as z from "zod";
import type { Actor } from "../../domain/actor.ts";
import { demand } from "../../domain/errors.ts";
import { mayBeGivenTokens } from "../../domain/policies/team.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import type { Runtime } from "../../verification/runtime.ts";
import { superuserProcedure } from "../guards.ts";
import { type Owner, rotateToken as rotate, rotationFields } from "../tokens/rotate.ts";
import { memberOfTeam } from "./member.ts";

/** Rotates a token of a service user, which cannot sign in to do it. */
export const rotateToken = superuserProcedure
  .input(z.strictObject({ userId: userIdSchema, ...rotationFields }))
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, id, ...wanted } }) => {
    const owner = await serviceUser(runtime, actor, userId);
    return rotate(runtime, { authority, actor: actor.member.user }, owner, id, wanted);
  });

/** @throws Refusal `member-unknown`, `service-users-only` */
export async function serviceUser(runtime: Runtime, actor: Actor, userId: string): Promise<Owner> {
  const { kind, name, ...member } = await memberOfTeam(runtime, actor, userId);
  demand(mayBeGivenTokens({ kind }), "service-users-only");
  return { ...member, user: { id: userId, name, kind }, organization: actor.member.organization };
}
