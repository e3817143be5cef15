import * as z from "zod";
import { readPolicy, shortenLives, writePolicy } from "../../../db/policy.ts";
import { commit } from "../../change/commit.ts";
import { proved } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const MOST_DAYS = 3650;

const daysSchema = z
  .int({ error: "policy-days-invalid" })
  .min(1, { error: "policy-days-invalid" })
  .max(MOST_DAYS, { error: "policy-days-invalid" })
  .nullable();

export const policyInput = z.strictObject({
  maxLifetimeDays: daysSchema,
  maxIdleDays: daysSchema,
  exemptServiceUsers: z.boolean({ error: "input-invalid" }),
});

/** From then on; of the tokens that are there, those that would live longer expire sooner, all in one batch. */
export const setPolicy = proved.superuser
  .input(policyInput)
  .mutation(async ({ ctx: { runtime, actor, authority }, input }) => {
    const { id } = actor.member.organization;
    const at = runtime.now();
    const from = await readPolicy(runtime.database, id);
    await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      change: writePolicy(id, input),
      consequences: [shortenLives(id, input, at)],
      activity: [onOrganization(actor, at, { action: "policy.changed", detail: { from, to: input } })],
    });
    return input;
  });
