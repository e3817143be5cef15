import { DAY_MS } from "../durations.ts";
import type { UserKind } from "../organizations/membership.ts";

/** How long an organization's API tokens may live, and how long they may lie idle. Null for no limit. */
export type LifetimePolicy = {
  maxLifetimeDays: number | null;
  maxIdleDays: number | null;
  exemptServiceUsers: boolean;
};

/** The latest expiry of a token that is made, edited or rotated now (ms UTC); null if there is no limit. */
export function latestExpiryUnder(policy: LifetimePolicy, owner: UserKind, now: number): number | null {
  const days = longestLife(policy, owner);
  return days === null ? null : now + days * DAY_MS;
}

/** In days; null for no limit. */
export function longestLife(policy: LifetimePolicy, owner: UserKind): number | null {
  return policy.exemptServiceUsers && owner === "service" ? null : policy.maxLifetimeDays;
}
