import { readPolicy } from "../../../db/policy/policy.ts";
import { memberProcedure } from "../guards.ts";

/** How long the organization's API tokens may live and lie idle. */
export const policy = memberProcedure.query(({ ctx: { runtime, actor } }) =>
  readPolicy(runtime.database, actor.member.organization.id),
);
