import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import type { policyDue } from "../tables/policy-due.ts";

/** A policy that still has to be applied to the tokens that existed when it was set. */
export type PolicyDue = Pick<typeof policyDue.$inferSelect, "id" | "organizationId" | "at" | "after"> &
  LifetimePolicy;
