import { expect, test } from "vitest";
import { Lately } from "../../worker/verification/lately.ts";

test("what was noted is known until so many milliseconds are over", () => {
  const lately = new Lately(20);
  lately.note("a", 100);
  expect([100, 119, 120].map((now) => lately.has("a", now))).toEqual([true, true, false]);
  expect(lately.has("b", 100)).toBe(false);
});

test("what is noted again is known from then on", () => {
  const lately = new Lately(20);
  lately.note("a", 100);
  lately.note("a", 115);
  expect(lately.has("a", 130)).toBe(true);
});

test("what is older is not kept, however much is noted", () => {
  const lately = new Lately(20);
  for (let now = 0; now < 10_000; now++) lately.note(`key ${now}`, now);
  expect(lately.size).toBe(20);
});
