import * as z from "zod/mini";
import { beginPolicy, readPolicy, writePolicy } from "../../../db/policy/policy.ts";
import { applyPolicies } from "../../change/apply-policies.ts";
import { commit } from "../../change/commit.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { proved } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const MOST_DAYS = 3650;

const daysSchema = z.nullable(
  z
    .int({ error: "policy-days-invalid" })
    .check(
      z.minimum(1, { error: "policy-days-invalid" }),
      z.maximum(MOST_DAYS, { error: "policy-days-invalid" }),
    ),
);

export const policyInput = z.strictObject({
  maxLifetimeDays: daysSchema,
  maxIdleDays: daysSchema,
  exemptServiceUsers: z.boolean({ error: "input-invalid" }),
});

/**
 * Sets the policy from now on. Existing tokens that would live longer expire sooner; very many are changed a piece at
 * a time.
 */
export const setPolicy = proved.superuser
  .input(policyInput)
  .mutation(async ({ ctx: { runtime, actor, authority }, input }) => {
    const { id } = actor.member.organization;
    const at = runtime.now();
    const from = await readPolicy(runtime.database, id);
    const { changed } = await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      change: writePolicy(id, input),
      consequences: beginPolicy({
        ...input,
        id: newIdentifier("policy", runtime.randomBytes),
        organizationId: id,
        at,
        after: "",
      }),
      activity: [onOrganization(actor, at, { action: "policy.changed", detail: { from, to: input } })],
    });
    if (changed) runtime.defer(applyPolicies(runtime));
    return input;
  });
