import type { Happening } from "../../outputs.ts";
import { longDay } from "../../ui/dates.ts";

/** The days that things happened on, where the reader is: "Today", "Yesterday", "Saturday, 20 February 2027". */
export function byDay(items: readonly Happening[], now: number): Map<string, Happening[]> {
  const days = new Map<string, Happening[]>();
  const today = longDay(now);
  const yesterday = longDay(dayBefore(now));
  for (const item of items) {
    const day = longDay(item.at);
    const label = day === today ? "Today" : day === yesterday ? "Yesterday" : day;
    const others = days.get(label);
    if (others) others.push(item);
    else days.set(label, [item]);
  }
  return days;
}

/** By the calendar: where clocks change, a day has 23 hours, or 25. */
function dayBefore(at: number): number {
  const date = new Date(at);
  return date.setDate(date.getDate() - 1);
}
