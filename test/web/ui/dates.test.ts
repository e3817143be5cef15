import fc from "fast-check";
import { expect, test } from "vitest";
import { day, relative } from "../../../web/ui/dates.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const ago = (seconds: number) => relative(new Date(NOW - seconds * 1000).toISOString(), NOW);

test.each([
  [0, "just now"],
  [44, "just now"],
  [46, "1 minute ago"],
  [119, "1 minute ago"],
  [120, "2 minutes ago"],
  [3 * 3600, "3 hours ago"],
  [-40, "in a moment"],
  [-86_400, "in 1 day"],
  [-15 * 86_400, "in 2 weeks"],
  [40 * 86_400, "1 month ago"],
  [800 * 86_400, "2 years ago"],
])("%d seconds ago reads “%s”", (seconds, words) => expect(ago(seconds)).toBe(words));

test("a day is written as Intl writes it", () => {
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      expect(day(date.getTime())).toBe(format.format(date));
    }),
  );
});
