import * as z from "zod/mini";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { endEarlierSecretOf } from "../tokens/end-earlier-secret.ts";
import { serviceUser } from "./token-holder.ts";

const input = z.strictObject({ userId: userIdSchema, id: tokenIdSchema });

export const endEarlierSecret = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, id } }) => {
    const owner = await serviceUser(runtime, actor, userId);
    await endEarlierSecretOf(runtime, { authority, actor: actor.member.user }, owner, id);
    return { id };
  });
