import { DAY_MS } from "../../worker/domain/durations.ts";

/** How long a token is to live: so many days, until a date, until it is revoked, or as long as it was to before. */
export type Expiry = { days: number } | { date: string } | "never" | "as-before";

export const DAYS_OFFERED = [30, 90, 365];
export const UNLESS_CHOSEN: Expiry = { days: 90 };

/** The moment it ends, in milliseconds UTC; undefined while no usable date is chosen. `asBefore`: that of a life as before. */
export function endOf(expiry: Expiry, now: number, asBefore?: number | null): number | null | undefined {
  if (expiry === "never") return null;
  if (expiry === "as-before") return asBefore;
  if ("days" in expiry) return now + expiry.days * DAY_MS;
  // Who names a day means that day to its end, where they are.
  return lastInstantOf(expiry.date);
}

/** Before the midnight that follows: the last hour of a day may come twice. */
function lastInstantOf(isoDay: string): number | undefined {
  const midnight = new Date(`${isoDay}T00:00:00`).setHours(24, 0, 0, 0);
  return Number.isNaN(midnight) ? undefined : midnight - 1;
}

/** Of the days that are offered those that a policy allows, and the longest that it does. `most`: null for any. */
export function daysOffered(most: number | null): number[] {
  if (most === null) return DAYS_OFFERED;
  return [...DAYS_OFFERED.filter((days) => days < most), most];
}

/** What was chosen, or the longest that a policy allows where it does not allow that. */
export function within(expiry: Expiry, most: number | null): Expiry {
  if (most === null || expiry === "as-before") return expiry;
  if (expiry === "never") return { days: most };
  return "days" in expiry && expiry.days > most ? { days: most } : expiry;
}

/** A life of exactly the longest is asked for by a clock that may be ahead of the server's. */
const CLOCKS_AGREE_MS = 60_000;

/** An end that is not beyond a policy because of some seconds. */
export function notBeyond(end: number | null, most: number | null, now: number): number | null {
  if (most === null || end === null) return end;
  const latest = now + most * DAY_MS;
  return end > latest - CLOCKS_AGREE_MS && end <= latest ? latest - CLOCKS_AGREE_MS : end;
}

/** The first and the last day that a date field offers, as the field wants them. `most`: null for any. */
export function daysToChooseFrom(now: number, most: number | null = null): { min: string; max: string } {
  const last = new Date(now);
  if (most === null) last.setFullYear(last.getFullYear() + 10);
  else last.setDate(last.getDate() + most);
  last.setDate(last.getDate() - 1);
  const first = new Date(now);
  return { min: isoDay(first), max: isoDay(last < first ? first : last) };
}

export function isoDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  const day = String(date.getDate()).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${day}`;
}
