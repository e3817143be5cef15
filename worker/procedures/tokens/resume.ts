import * as z from "zod/mini";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import { resumeKept } from "./suspend.ts";

const input = z.strictObject({ id: tokenIdSchema });

/** A token that is not suspended stays as it is. */
export const resume = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { id } }) => {
    const { user, organization } = actor.member;
    const key = { organizationId: organization.id, userId: user.id };
    await resumeKept(runtime, { authority, actor: user }, { key, id, by: "owner" });
    return { id };
  });
