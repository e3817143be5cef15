import { DAY_MS } from "../../worker/domain/durations.ts";

/** How long a token lives: some days, until a date, until it is revoked, or as long as before. */
export type Expiry = { days: number } | { date: string } | "never" | "as-before";

export const DAYS_OFFERED = [30, 90, 365];
export const UNLESS_CHOSEN: Expiry = { days: 90 };

/**
 * The expiry in milliseconds UTC; undefined while no usable date is chosen. `asBefore`: the expiry of a life as long
 * as before.
 */
export function endOf(expiry: Expiry, now: number, asBefore?: number | null): number | null | undefined {
  if (expiry === "never") return null;
  if (expiry === "as-before") return asBefore;
  if ("days" in expiry) return now + expiry.days * DAY_MS;
  // A chosen day counts to its end, in the user's time zone.
  return lastInstantOf(expiry.date);
}

/** From the midnight that follows, because the last hour of a day may come twice. */
function lastInstantOf(isoDay: string): number | undefined {
  const midnight = new Date(`${isoDay}T00:00:00`).setHours(24, 0, 0, 0);
  return Number.isNaN(midnight) ? undefined : midnight - 1;
}

/** The offered days that a policy allows, and its longest life. `most`: null for any. */
export function daysOffered(most: number | null): number[] {
  if (most === null) return DAYS_OFFERED;
  return [...DAYS_OFFERED.filter((days) => days < most), most];
}

/** The choice, or the policy's longest life if the choice exceeds it. */
export function within(expiry: Expiry, most: number | null): Expiry {
  if (most === null || expiry === "as-before") return expiry;
  if (expiry === "never") return { days: most };
  return "days" in expiry && expiry.days > most ? { days: most } : expiry;
}

/** The browser's clock may be ahead of the server's, so the longest life is cut a little short. */
const CLOCKS_AGREE_MS = 60_000;

/** A life as long as the policy allows, cut short by the seconds that the clocks may differ. */
export function notBeyond(end: number | null, most: number | null, now: number): number | null {
  if (most === null || end === null) return end;
  const latest = now + most * DAY_MS;
  return end > latest - CLOCKS_AGREE_MS && end <= latest ? latest - CLOCKS_AGREE_MS : end;
}

/** The first and last day of a date field, in its format. `most`: null for any. */
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
