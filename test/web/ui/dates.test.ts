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
  [365 * 86_400, "1 year ago"],
  [800 * 86_400, "2 years ago"],
  [-50 * 60, "in 50 minutes"],
  [-10 * 86_400, "in 10 days"],
  [-30 * 86_400, "in 4 weeks"],
  [-90 * 86_400, "in 3 months"],
  [-(90 * 86_400 - 20), "in 3 months"],
  [-(365 * 86_400 - 20), "in 12 months"],
  [-730 * 86_400, "in 2 years"],
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

const SECONDS = { minute: 60, hour: 3_600, day: 86_400, week: 604_800, month: 2_628_000, year: 31_536_000 };
const someTimeAhead = fc.integer({ min: 45, max: 20 * SECONDS.year });

test("a time ahead is the nearest count of its unit, as Intl words it", () => {
  const format = new Intl.RelativeTimeFormat("en-GB");
  fc.assert(
    fc.property(someTimeAhead, (seconds) => {
      const said = ago(-seconds);
      const [, count, unit] = /^in (\d+) (\w+?)s?$/.exec(said) ?? [];
      const length = SECONDS[unit as keyof typeof SECONDS];
      expect(Math.abs(Number(count) * length - seconds)).toBeLessThanOrEqual(length / 2);
      expect(said).toBe(format.format(Number(count), unit as Intl.RelativeTimeFormatUnit));
    }),
  );
});

test("what is later is not said to be sooner", () => {
  const told = (seconds: number) => {
    const [, count, unit] = /^in (\d+) (\w+?)s?$/.exec(ago(-seconds)) ?? [];
    return Number(count) * SECONDS[unit as keyof typeof SECONDS];
  };
  fc.assert(
    fc.property(someTimeAhead, someTimeAhead, (one, other) => {
      expect(told(Math.min(one, other))).toBeLessThanOrEqual(told(Math.max(one, other)));
    }),
  );
});
