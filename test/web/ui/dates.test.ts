import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { relative } from "../../../web/ui/dates.ts";

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

/** Others are not to find the formats of these languages. */
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test.each([
  ["en-GB", "20 Feb 2027", "20 Feb 2027, 13:32:07 UTC", /^13[:.]32$/],
  ["en-US", "Feb 20, 2027", "Feb 20, 2027, 1:32:07 PM UTC", /^1:32\sPM$/],
  ["de-DE", "20.02.2027", "20.02.2027, 13:32:07 UTC", /^13:32$/],
  ["sv-SE", "20 feb. 2027", "20 feb. 2027 13:32:07 UTC", /^13:32$/],
])("a browser that speaks %s is told dates and times so", async (language, day, exact, time) => {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: [language, "fr"] });
  const dates = await import("../../../web/ui/dates.ts");
  const at = "2027-02-20T13:32:07.250Z";
  const told = (words: string) => words.replaceAll("\u202f", " ");
  expect([
    dates.day(at),
    dates.utcDay("2027-02-20"),
    told(dates.exactUtc(at)),
    told(dates.exactLocal(at)),
  ]).toEqual([day, day, exact, exact]);
  expect(told(dates.timeOfDay(at))).toMatch(time);
  expect(dates.plainDay(at)).toBe(
    new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(at)),
  );
  expect(dates.longDay(at)).toBe(
    new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(new Date(at)),
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
