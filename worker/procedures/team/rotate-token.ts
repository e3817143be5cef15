import * as z from "zod/mini";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { proved } from "../guards.ts";
import { rotateToken as rotate, rotationFields } from "../tokens/rotate.ts";
import { serviceUser } from "./token-holder.ts";

/** Rotates a token of a service user, which cannot sign in to do it. */
export const rotateToken = proved.superuser
  .input(z.strictObject({ userId: userIdSchema, ...rotationFields }))
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, id, ...wanted } }) => {
    const owner = await serviceUser(runtime, actor, userId);
    return rotate(runtime, { authority, actor: actor.member.user }, owner, id, wanted);
  });
