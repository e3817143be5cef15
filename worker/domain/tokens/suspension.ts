import { yearsAfter } from "../durations.ts";

export type SuspendedBy = "owner" | "administrator" | "policy";

/** Since when a token is suspended, until when (null: until somebody resumes it), and by whom. ms UTC. */
export type Suspension = { at: number; until: number | null; by: SuspendedBy };

/** Judged at each use: a suspension ends at its instant, without a job. */
export function isSuspended(
  suspension: Suspension | null | undefined,
  now: number,
): suspension is Suspension {
  return suspension != null && (suspension.until === null || suspension.until > now);
}

/** A calendar year from now (ms UTC). */
export function latestResumption(now: number): number {
  return yearsAfter(now, 1);
}

/** An owner can neither resume nor change a suspension by an administrator or the policy. */
export function mayChangeOwnSuspension(suspension: Suspension | null, now: number): boolean {
  return !isSuspended(suspension, now) || suspension.by !== "administrator";
}
