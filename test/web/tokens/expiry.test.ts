import { expect, test } from "vitest";
import {
  daysOffered,
  daysToChooseFrom,
  type Expiry,
  endOf,
  notBeyond,
  within,
} from "../../../web/tokens/expiry.ts";
import { DAY_MS } from "../../../worker/domain/durations.ts";

test("a day is meant to its last instant", () => {
  expect(endOf({ date: "2027-02-20" }, 0)).toBe(new Date(2027, 1, 21).getTime() - 1);
});

test("no date is no end yet", () => expect(endOf({ date: "" }, 0)).toBeUndefined());

test("a policy offers its longest life, and none beyond it", () => {
  expect(daysOffered(null)).toEqual([30, 90, 365]);
  expect(daysOffered(60)).toEqual([30, 60]);
  expect(daysOffered(90)).toEqual([30, 90]);
  expect(daysOffered(7)).toEqual([7]);
});

test.each<[Expiry, Expiry]>([
  ["never", { days: 60 }],
  [{ days: 90 }, { days: 60 }],
  [{ days: 30 }, { days: 30 }],
  [{ date: "2027-02-20" }, { date: "2027-02-20" }],
  ["as-before", "as-before"],
])("%j within 60 days is %j", (chosen, allowed) => {
  expect(within(chosen, 60)).toEqual(allowed);
  expect(within(chosen, null)).toEqual(chosen);
});

test("the longest life is asked for a little shorter: the browser's clock may be ahead", () => {
  const latest = 60 * DAY_MS;
  expect(notBeyond(latest, 60, 0)).toBe(latest - 60_000);
  expect(notBeyond(latest - DAY_MS, 60, 0)).toBe(latest - DAY_MS);
  expect(notBeyond(latest + DAY_MS, 60, 0)).toBe(latest + DAY_MS);
  expect(notBeyond(null, null, 0)).toBeNull();
});

test("days to choose from end before the policy's last", () => {
  const now = new Date(2026, 10, 28, 12).getTime();
  expect(daysToChooseFrom(now, 60)).toEqual({ min: "2026-11-28", max: "2027-01-26" });
  expect(daysToChooseFrom(now, 1)).toEqual({ min: "2026-11-28", max: "2026-11-28" });
});
