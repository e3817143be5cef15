const LOCALE = "en-GB";

const STEPS: [unit: string, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const JUST_NOW_SECONDS = 45;

/*
 * The first formatter of `Intl` takes a browser some 25 ms, a tenth of a second on a slow one. What every
 * row of a list shows is put together without it; the others are made when they are needed.
 */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

const plainDayFormat = dateFormat({ dateStyle: "long" });
const longDayFormat = dateFormat({ dateStyle: "full" });
const timeFormat = dateFormat({ timeStyle: "short" });

function dateFormat(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined;
  return () => {
    made ??= new Intl.DateTimeFormat(LOCALE, options);
    return made;
  };
}

/** "5 days ago", "in 3 weeks"; whole units, rounded towards now. */
export function relative(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) < JUST_NOW_SECONDS) return seconds <= 0 ? "just now" : "in a moment";
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return inWords(Math.trunc(seconds / length), unit);
  }
  return inWords(Math.sign(seconds), "minute");
}

function inWords(count: number, unit: string): string {
  const length = `${Math.abs(count)} ${unit}${Math.abs(count) === 1 ? "" : "s"}`;
  return count < 0 ? `${length} ago` : `in ${length}`;
}

/** "20 Feb 2027" */
export function day(at: string | number): string {
  const date = new Date(at);
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

/** "20 February 2027" */
export function plainDay(at: string | number): string {
  return plainDayFormat().format(new Date(at));
}

/** "Saturday, 20 February 2027" */
export function longDay(at: string | number): string {
  return longDayFormat().format(new Date(at));
}

/** "14:32" */
export function timeOfDay(at: string | number): string {
  return timeFormat().format(new Date(at));
}

/** "20 Feb 2027, 14:32:07 UTC+1" in the reader's own zone. */
export function exactLocal(at: string): string {
  const aheadMinutes = -new Date(at).getTimezoneOffset();
  return `${clockReading(Date.parse(at) + aheadMinutes * 60_000)} ${zone(aheadMinutes)}`;
}

/** "20 Feb 2027, 13:32:07 UTC" */
export function exactUtc(at: string): string {
  return `${clockReading(Date.parse(at))} ${zone(0)}`;
}

/** What calendar and clock show where it is `ms` by UTC's reckoning. */
function clockReading(ms: number): string {
  const date = new Date(ms);
  const time = date.toISOString().slice(11, 19);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${time}`;
}

/** "UTC", "UTC+1", "UTC-3:30" */
function zone(aheadMinutes: number): string {
  if (aheadMinutes === 0) return "UTC";
  const [hours, minutes] = [Math.floor(Math.abs(aheadMinutes) / 60), Math.abs(aheadMinutes) % 60];
  const length = minutes === 0 ? String(hours) : `${hours}:${String(minutes).padStart(2, "0")}`;
  return `UTC${aheadMinutes < 0 ? "-" : "+"}${length}`;
}
