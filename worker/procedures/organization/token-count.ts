import * as z from "zod/mini";
import { countOrganizationTokens } from "../../../db/organization-tokens/count.ts";
import { superuserProcedure } from "../guards.ts";
import { tokensInput } from "./tokens.ts";

const input = z.prefault(z.pick(tokensInput, { q: true, state: true }), {});

/** How many API tokens `organization.tokens` shows on all its pages. */
export const tokenCount = superuserProcedure.input(input).query(({ ctx: { runtime, actor }, input }) => {
  const { q, state } = input;
  return countOrganizationTokens(runtime.database, actor.member.organization.id, {
    q,
    state: state && { is: state, now: runtime.now() },
    tokenPrefix: runtime.settings.tokenPrefix,
  });
});
