import { expect, test } from "vitest";
import type { Happening } from "../../../../web/outputs.ts";
import { byDay } from "../../../../web/pages/activity/by-day.ts";

const NOW = new Date(2026, 10, 22, 0, 30).getTime();
const at = (...time: [year: number, month: number, day: number, hour: number, minute: number]) =>
  ({ at: new Date(...time).toISOString() }) as Happening;

test("what happened stands under its day where the reader is, in the order it comes", () => {
  const [now, late, early, before, older] = [
    at(2026, 10, 22, 0, 10),
    at(2026, 10, 21, 23, 59),
    at(2026, 10, 21, 0, 0),
    at(2026, 10, 20, 23, 59),
    at(2025, 10, 22, 12, 0),
  ] as const;
  expect([...byDay([now, late, early, before, older], NOW)]).toEqual([
    ["Today", [now]],
    ["Yesterday", [late, early]],
    ["Friday, 20 November 2026", [before]],
    ["Saturday, 22 November 2025", [older]],
  ]);
});

test("nothing has no days", () => expect([...byDay([], NOW)]).toEqual([]));
