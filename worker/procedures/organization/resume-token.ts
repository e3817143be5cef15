import * as z from "zod/mini";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import { resumeTokenOfOrganization } from "./suspend-token.ts";

const input = z.strictObject({ id: tokenIdSchema });

export const resumeToken = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { id } }) => {
    await resumeTokenOfOrganization(runtime, actor, id);
    return { id };
  });
