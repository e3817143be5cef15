import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { EXPIRED, expiryNoticeDue } from "../../../worker/domain/tokens/expiry-notice.ts";

const MADE = Date.parse("2026-03-01T15:30:00Z");

/** The notices, day by day and at any hour, about a token that lives this many days: `[day, threshold]`. */
function toldOf(
  lifeDays: number,
  hourOf: (day: number) => number,
  skips: (day: number) => boolean = () => false,
) {
  const token = { createdAt: MADE, rotatedAt: null, expiresAt: MADE + lifeDays * DAY_MS - 1 };
  const told: [day: number, threshold: number][] = [];
  for (let day = 0; day <= lifeDays + 3; day++) {
    if (skips(day)) continue;
    const midnight = Math.floor(MADE / DAY_MS) * DAY_MS + day * DAY_MS;
    const due = expiryNoticeDue({ ...token, expiryNotice: told.at(-1)?.[1] ?? null }, midnight + hourOf(day));
    if (due !== null) told.push([day, due]);
  }
  return told;
}

describe("an expiry is told", () => {
  test.each([
    [365, [30, 14, 7, 1, EXPIRED]],
    [90, [30, 14, 7, 1, EXPIRED]],
    [89, [14, 7, 1, EXPIRED]],
    [30, [14, 7, 1, EXPIRED]],
    [29, [7, 1, EXPIRED]],
    [7, [7, 1, EXPIRED]],
    [6, [EXPIRED]],
    [1, [EXPIRED]],
    [0, []],
  ])("of a life of %i days at %j", (life, thresholds) => {
    expect(toldOf(life, () => 0)).toEqual(
      thresholds.map((days) => [days === EXPIRED ? life + 1 : life - days, days]),
    );
  });

  test("on the same days whatever the hour", () => {
    const hour = fc.array(fc.integer({ min: 0, max: DAY_MS - 1 }), { minLength: 110, maxLength: 110 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), hour, (life, hours) => {
        expect(toldOf(life, (day) => hours[day] ?? 0)).toEqual(toldOf(life, () => 0));
      }),
    );
  });

  test("once for each threshold, the most urgent last, and at the latest on the day after those that were missed", () => {
    const missed = fc.array(fc.boolean(), { minLength: 110, maxLength: 110 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), missed, (life, skipped) => {
        const skips = (day: number) => day < life + 3 && skipped[day] === true;
        const told = toldOf(life, () => 0, skips).map(([, threshold]) => threshold);
        expect(told).toEqual([...new Set(told)].toSorted((one, other) => other - one));
        expect(told.at(-1)).toBe(EXPIRED);
      }),
    );
  });
});
