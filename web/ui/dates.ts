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

/*
 * The first formatter of `Intl` takes a browser about 25 ms, a slow one 100 ms, so everything here does without it,
 * in the words of `Intl` in British English.
 */
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

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
export function day(at: string | number): string {
  const date = new Date(at);
  return `${date.getDate()} ${shortMonth(date.getMonth())} ${date.getFullYear()}`;
}

/** "20 February 2027" */
export function plainDay(at: string | number): string {
  const date = new Date(at);
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

/** "Saturday, 20 February 2027" */
export function longDay(at: string | number): string {
  return `${WEEKDAYS[new Date(at).getDay()]}, ${plainDay(at)}`;
}

/** "14:32" */
export function timeOfDay(at: string | number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** "20 Feb 2027, 14:32:07 UTC+1" in the reader's own zone. */
export function exactLocal(at: string): string {
  const aheadMinutes = -new Date(at).getTimezoneOffset();
  return `${clockReading(Date.parse(at) + aheadMinutes * 60_000)} ${zone(aheadMinutes)}`;
}

/** "14:32:07 UTC+1" */
export function exactTimeOfDay(at: string): string {
  return exactLocal(at).replace(/^.*, /, "");
}

/** "20 Feb 2027, 13:32:07 UTC" */
export function exactUtc(at: string): string {
  return `${clockReading(Date.parse(at))} ${zone(0)}`;
}

/** "28 Nov 2026" for a UTC day given as `2026-11-28`, wherever the reader is. */
export function utcDay(isoDay: string): string {
  const date = new Date(isoDay);
  return `${date.getUTCDate()} ${shortMonth(date.getUTCMonth())} ${date.getUTCFullYear()}`;
}

/** What calendar and clock show there, as UTC milliseconds. */
function clockReading(ms: number): string {
  const date = new Date(ms);
  const time = date.toISOString().slice(11, 19);
  return `${date.getUTCDate()} ${shortMonth(date.getUTCMonth())} ${date.getUTCFullYear()}, ${time}`;
}

/** Its first three letters; four of September. */
function shortMonth(month: number): string {
  const name = MONTHS[month] ?? "";
  return name.slice(0, name === "September" ? 4 : 3);
}

/** "UTC", "UTC+1", "UTC-3:30" */
function zone(aheadMinutes: number): string {
  if (aheadMinutes === 0) return "UTC";
  const [hours, minutes] = [Math.floor(Math.abs(aheadMinutes) / 60), Math.abs(aheadMinutes) % 60];
  const length = minutes === 0 ? String(hours) : `${hours}:${String(minutes).padStart(2, "0")}`;
  return `UTC${aheadMinutes < 0 ? "-" : "+"}${length}`;
}
