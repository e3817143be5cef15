export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** That many calendar years after `now`, at the same time of day (ms UTC). */
export function yearsAfter(now: number, years: number): number {
  const then = new Date(now);
  return then.setUTCFullYear(then.getUTCFullYear() + years);
}
