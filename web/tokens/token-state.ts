interface Suspended {
  /** Null until somebody resumes it. */
  suspended: { until: string | null } | null;
}

export function hasExpired(token: { expiresAt: string | null }, now: number): boolean {
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now;
}

export function isSuspended({ suspended }: Suspended, now: number): boolean {
  return suspended !== null && (suspended.until === null || Date.parse(suspended.until) > now);
}

/** Whether its next request is refused, whatever it asks for. */
export function isRefused(
  token: Suspended & { expiresAt: string | null; state: string },
  now: number,
): boolean {
  return token.state === "blocked" || hasExpired(token, now) || isSuspended(token, now);
}
