const LOCALE = "en-GB";

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const JUST_NOW_SECONDS = 45;

const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const dayFormat = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const plainDayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long" });
const longDayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full" });
const timeFormat = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const exactFormat = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: "medium",
  timeStyle: "medium",
});
const zoneFormat = new Intl.DateTimeFormat(LOCALE, { timeZoneName: "short" });
const utcFormat = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** "5 days ago", "in 3 weeks"; whole units, rounded towards now. */
export function relative(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) < JUST_NOW_SECONDS) return seconds <= 0 ? "just now" : "in a moment";
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relativeFormat.format(Math.trunc(seconds / length), unit);
  }
  return relativeFormat.format(Math.sign(seconds), "minute");
}

/** "20 Feb 2027" */
export function day(at: string | number): string {
  return dayFormat.format(new Date(at));
}

/** "20 February 2027" */
export function plainDay(at: string | number): string {
  return plainDayFormat.format(new Date(at));
}

/** "Saturday, 20 February 2027" */
export function longDay(at: string | number): string {
  return longDayFormat.format(new Date(at));
}

/** "14:32" */
export function timeOfDay(at: string | number): string {
  return timeFormat.format(new Date(at));
}

/** "20 Feb 2027, 14:32:07 CET" in the reader's own zone. */
export function exactLocal(at: string): string {
  const zone = zoneFormat.formatToParts(new Date(at)).find((part) => part.type === "timeZoneName");
  return `${exactFormat.format(new Date(at))} ${zone?.value ?? "local time"}`;
}

/** "20 Feb 2027, 13:32:07 UTC" */
export function exactUtc(at: string): string {
  return `${utcFormat.format(new Date(at))} UTC`;
}
