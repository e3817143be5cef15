const DAY_MS = 86_400_000;

/** How long a new token is to live: so many days, until a date, or until it is revoked. */
export type Expiry = { days: number } | { date: string } | "never";

export const DAYS_OFFERED = [30, 90, 365];
export const UNLESS_CHOSEN: Expiry = { days: 90 };

/** The moment it ends, in milliseconds UTC; undefined while no usable date is chosen. */
export function endOf(expiry: Expiry, now: number): number | null | undefined {
  if (expiry === "never") return null;
  if ("days" in expiry) return now + expiry.days * DAY_MS;
  // Who names a day means that day to its end, where they are.
  return lastInstantOf(expiry.date);
}

/** Before the midnight that follows: the last hour of a day may come twice. */
function lastInstantOf(isoDay: string): number | undefined {
  const midnight = new Date(`${isoDay}T00:00:00`).setHours(24, 0, 0, 0);
  return Number.isNaN(midnight) ? undefined : midnight - 1;
}

/** The first and the last day that a date field offers, as the field wants them. */
export function daysToChooseFrom(now: number): { min: string; max: string } {
  const last = new Date(now);
  last.setFullYear(last.getFullYear() + 10);
  last.setDate(last.getDate() - 1);
  return { min: isoDay(new Date(now)), max: isoDay(last) };
}

export function isoDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  const day = String(date.getDate()).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${day}`;
}
