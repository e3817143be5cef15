import * as z from "zod/mini";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { editToken as edit, editSchema } from "../tokens/edit.ts";
import { tokenHolder } from "./token-holder.ts";

/** Changes a token of a service user, which cannot sign in to change its own. */
export const editToken = superuserProcedure
  .input(z.extend(editSchema, { userId: userIdSchema }))
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { userId, ...input } }) => {
    const owner = await tokenHolder(runtime, actor, userId);
    return edit(runtime, { input, owner, actor: actor.member.user, authority });
  });
