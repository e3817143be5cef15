import type * as z from "zod/mini";
import type { Actor } from "../../domain/actor.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { usageInput, usageOfToken } from "../tokens/usage.ts";

export const tokenUsage = superuserProcedure
  .input(usageInput)
  .query(({ ctx, input }) => usageOfTokenOfOrganization(ctx.runtime, ctx.actor, input));

/**
 * The usage of any API token of the caller's organization, also after its end. @throws Refusal `token-unknown` for
 * any other id
 */
export function usageOfTokenOfOrganization(
  runtime: Runtime,
  { member: { organization } }: Actor,
  asked: z.output<typeof usageInput>,
) {
  return usageOfToken(runtime, { organizationId: organization.id }, asked);
}
