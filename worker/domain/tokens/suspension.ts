export type SuspendedBy = "owner" | "administrator" | "policy";

/** Since when a token is not honoured, until when (null: until somebody resumes it), and who said so. ms UTC. */
export type Suspension = { at: number; until: number | null; by: SuspendedBy };

/** Judged at each use: at the instant of its end a token is resumed, with no job needed. */
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

/** What an administrator or the policy suspended is not the owner's to resume, nor to suspend otherwise. */
export function mayChangeOwnSuspension(suspension: Suspension | null, now: number): boolean {
  return !isSuspended(suspension, now) || suspension.by !== "administrator";
}
