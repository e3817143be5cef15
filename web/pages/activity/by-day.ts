import type { Happening } from "../../outputs.ts";
import { longDay } from "../../ui/dates.ts";

const DAY_MS = 86_400_000;

export interface Day {
  label: string;
  items: Happening[];
}

/** The days that things happened on, where the reader is: "Today", "Yesterday", "Saturday, 20 February 2027". */
export function byDay(items: readonly Happening[], now: number): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const label = labelOf(Date.parse(item.at), now);
    const last = days.at(-1);
    if (last?.label === label) last.items.push(item);
    else days.push({ label, items: [item] });
  }
  return days;
}

function labelOf(at: number, now: number): string {
  const day = longDay(at);
  if (day === longDay(now)) return "Today";
  return day === longDay(now - DAY_MS) ? "Yesterday" : day;
}
