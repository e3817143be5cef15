import type { Happening } from "../../outputs.ts";
import { longDay } from "../../ui/dates.ts";

/** Groups activities by the reader's local day: "Today", "Yesterday", "Saturday, 20 February 2027". */
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

/** By the calendar: a day has 23 or 25 hours when clocks change. */
function dayBefore(at: number): number {
  const date = new Date(at);
  return date.setDate(date.getDate() - 1);
}
