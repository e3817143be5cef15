import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { day, exactLocal, exactUtc, longDay, plainDay, relative, timeOfDay } from "../../../web/ui/dates.ts";

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

test.each<[string, (at: number) => string, Intl.DateTimeFormatOptions]>([
  ["a day", day, { day: "numeric", month: "short", year: "numeric" }],
  ["a plain day", plainDay, { dateStyle: "long" }],
  ["a long day", longDay, { dateStyle: "full" }],
  ["a time of day", timeOfDay, { timeStyle: "short" }],
])("%s is written as Intl writes it", (_, written, options) => {
  const format = new Intl.DateTimeFormat("en-GB", options);
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      expect(written(date.getTime())).toBe(format.format(date));
    }),
  );
});

afterEach(() => vi.restoreAllMocks());

test.each([
  ["UTC", 0, "28 Feb 2027, 23:32:07 UTC"],
  ["Berlin", -60, "1 Mar 2027, 00:32:07 UTC+1"],
  ["Kolkata", -330, "1 Mar 2027, 05:02:07 UTC+5:30"],
  ["St. John's", 210, "28 Feb 2027, 20:02:07 UTC-3:30"],
])("the exact time in %s", (_, offset, exact) => {
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(offset);
  expect(exactLocal("2027-02-28T23:32:07.250Z")).toBe(exact);
  expect(exactUtc("2027-02-28T23:32:07.250Z")).toBe("28 Feb 2027, 23:32:07 UTC");
});

test("an exact time is what Intl writes, with the zone by its distance", () => {
  const format = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  });
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      expect(exactUtc(date.toISOString())).toBe(`${format.format(date)} UTC`);
    }),
  );
});
