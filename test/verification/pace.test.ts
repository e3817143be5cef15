import fc from "fast-check";
import { expect, test } from "vitest";
import { after, atMost } from "../../worker/verification/pace.ts";

const arrivals = fc
  .array(fc.nat(12_000), { minLength: 1, maxLength: 60 })
  .map((gaps) => gaps.map((_, at) => gaps.slice(0, at + 1).reduce((sum, gap) => sum + gap, 1e12)));

test("in any stretch of time no more go on than the burst, and one for each pause in it", () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 6_000 }),
      (times, burst, everyMs) => {
        const pace = atMost(burst, everyMs);
        let free = 0;
        const written = times.map((time) => {
          // A writer asks for the next turn only when the previous one is over.
          free = Math.max(time, free);
          free += pace.waitMs(free);
          return free;
        });
        for (const [first, from] of written.entries()) {
          for (let last = first; last < written.length; last++) {
            const stretch = (written[last] as number) - from;
            expect(last - first + 1).toBeLessThanOrEqual(burst + Math.floor(stretch / everyMs));
          }
        }
      },
    ),
  );
});

test("nobody who asks when the one before is over waits longer than it says", () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 12 }), (times, burst) => {
      const pace = atMost(burst, 5_000);
      let free = 0;
      for (const time of times) {
        free = Math.max(time, free);
        const waitMs = pace.waitMs(free);
        expect(waitMs).toBeLessThanOrEqual(pace.longestMs);
        free += waitMs;
      }
    }),
  );
});

test("who is quiet for long enough has the whole burst again", () => {
  const pace = atMost(3, 1_000);
  expect([0, 0, 0, 0].map(() => pace.waitMs(10_000))).toEqual([0, 0, 0, 1_000]);
  expect([0, 0, 0, 0].map(() => pace.waitMs(20_000))).toEqual([0, 0, 0, 1_000]);
});

test("what is gathered always waits as long", () => {
  expect([1, 1, 50].map(after(20_000).waitMs)).toEqual([20_000, 20_000, 20_000]);
});
