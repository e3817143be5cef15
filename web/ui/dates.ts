/** A year has 365 days and a month a twelfth of them: 365 days ago is a year ago, not 11 months. */
const YEAR_SECONDS = 31_536_000;
const MONTH_SECONDS = YEAR_SECONDS / 12;

const GONE_BY: [unit: string, seconds: number][] = [
  ["year", YEAR_SECONDS],
  ["month", MONTH_SECONDS],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const JUST_NOW_SECONDS = 45;

/** From how many of a unit on people use the next one: 13 months, but 2 years. */
const COUNTED_AHEAD: [unit: string, seconds: number, most: number][] = [
  ["minute", 60, 59],
  ["hour", 3_600, 23],
  ["day", 86_400, 13],
  ["week", 604_800, 7],
  ["month", MONTH_SECONDS, 23],
];

/** "5 days ago": whole units that have passed; "in 3 months": the nearest count of the unit that fits. */
export function relative(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) < JUST_NOW_SECONDS) return seconds <= 0 ? "just now" : "in a moment";
  return seconds > 0 ? ahead(seconds) : ago(-seconds);
}

function ago(seconds: number): string {
  for (const [unit, length] of GONE_BY) {
    if (seconds >= length) return `${inWords(Math.trunc(seconds / length), unit)} ago`;
  }
  return "1 minute ago";
}

function ahead(seconds: number): string {
  for (const [unit, length, most] of COUNTED_AHEAD) {
    const count = Math.round(seconds / length);
    if (count <= most) return `in ${inWords(count, unit)}`;
  }
  return `in ${inWords(Math.round(seconds / YEAR_SECONDS), "year")}`;
}

function inWords(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** "20 Feb 2027" */
export const day = written({ dateStyle: "medium" });

/** "20 February 2027" */
export const plainDay = written({ dateStyle: "long" });

/** "Saturday, 20 February 2027" */
export const longDay = written({ dateStyle: "full" });

/** "14:32" */
export const timeOfDay = written({ timeStyle: "short" });

/** "20 Feb 2027, 14:32:07 CET" in the reader's own zone. */
export const exactLocal = written({ dateStyle: "medium", timeStyle: "long" });

/** "14:32:07 UTC+1" */
export function exactTimeOfDay(at: string): string {
  return exactLocal(at).replace(/^.*, /, "");
}

/** "20 Feb 2027, 13:32:07 UTC" */
export const exactUtc = written({ dateStyle: "medium", timeStyle: "long", timeZone: "UTC" });

/** "28 Nov 2026" of a day in UTC that is given as `2026-11-28`, wherever the reader is. */
export const utcDay = written({ dateStyle: "medium", timeZone: "UTC" });

/** The language in which all of these are written: the first of the browser's. */
export function languageOfDates(): string | undefined {
  return navigator.languages[0];
}

/** The format is made when it is first used. */
function written(options: Intl.DateTimeFormatOptions): (at: string | number) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (at) => {
    format ??= new Intl.DateTimeFormat(languageOfDates(), options);
    return format.format(new Date(at));
  };
}
