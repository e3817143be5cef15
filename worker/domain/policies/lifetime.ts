import { DAY_MS } from "../durations.ts";
import { demand } from "../errors.ts";
import type { UserKind } from "../organizations/membership.ts";
import { type LifetimePolicy, latestExpiryUnder } from "./longest-life.ts";

/** Existing tokens live on for at least this long after a policy is set. */
export const LEAST_LEFT_MS = 30 * DAY_MS;

/** How long after the mail an idle token is suspended. */
export const IDLE_WARNING_MS = 7 * DAY_MS;

/** @throws Refusal `expiry-beyond-policy` for a later expiry, and for none */
export function demandUnder(
  policy: LifetimePolicy,
  owner: UserKind,
  expiresAt: number | null,
  now: number,
): void {
  const latest = latestExpiryUnder(policy, owner, now);
  const isWithin = latest === null || (expiresAt !== null && expiresAt <= latest);
  demand(isWithin, "expiry-beyond-policy", { field: "expiresAt" });
}

/** This expiry, or the latest that the policy allows. */
export function cutUnder(
  policy: LifetimePolicy,
  owner: UserKind,
  expiresAt: number | null,
  now: number,
): number | null {
  const latest = latestExpiryUnder(policy, owner, now);
  if (latest === null) return expiresAt;
  return Math.min(latest, expiresAt ?? latest);
}
