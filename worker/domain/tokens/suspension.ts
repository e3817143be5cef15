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

const LONGEST_SUSPENSION_MS = 366 * 24 * 60 * 60 * 1000;

/** A year from now at the latest (ms UTC). */
export function latestResumption(now: number): number {
  return now + LONGEST_SUSPENSION_MS;
}

/** An owner can neither resume nor change a suspension by an administrator or the policy. */
export function mayChangeOwnSuspension(suspension: Suspension | null, now: number): boolean {
  return !isSuspended(suspension, now) || suspension.by !== "administrator";
}
