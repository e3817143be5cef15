import { expect, test } from "vitest";
import type { DayCounter } from "../../../worker/domain/usage/counter.ts";
import { usageOf } from "../../../worker/domain/usage/usage.ts";

const TODAY = 20_785;

function counter(some: Partial<DayCounter>): DayCounter {
  return {
    tokenId: "3fA9xQ2LmZ7p",
    day: TODAY,
    method: "GET",
    route: "/reports",
    permission: "",
    outcome: "accepted",
    count: 1,
    lastAt: 1,
    recent: 0,
    ...some,
  };
}
const usage = (counters: DayCounter[], held: string[] = [], span = 3) =>
  usageOf(counters, { today: TODAY, span, held });

test("of a token that did nothing has every day, and nothing that it holds is used", () => {
  expect(usage([], ["reports:read"])).toEqual({
    days: [
      { date: "2026-11-26", accepted: 0, refused: 0 },
      { date: "2026-11-27", accepted: 0, refused: 0 },
      { date: "2026-11-28", accepted: 0, refused: 0 },
    ],
    routes: [],
    refusals: [],
    permissions: [{ key: "reports:read", held: true, lastUsedAt: null }],
    unusedPermissions: ["reports:read"],
    lastDay: { accepted: 0, refused: 0, last: null, lastRefused: null, routes: [] },
  });
});

test("says what was done in the last 24 hours, and the latest requests of all that are counted", () => {
  const counters = [
    counter({ day: TODAY - 1, count: 9, recent: 4, lastAt: 70 }),
    counter({ count: 2, recent: 2, lastAt: 90, permission: "reports:read" }),
    counter({ method: "POST", count: 8, recent: 8, lastAt: 80 }),
    counter({ route: "/old", count: 500, lastAt: 2 }),
    counter({ outcome: "suspended", count: 3, recent: 1, lastAt: 95 }),
    counter({ outcome: "expired", count: 3, lastAt: 20 }),
  ];
  expect(usage(counters).lastDay).toEqual({
    accepted: 14,
    refused: 1,
    last: { method: "GET", route: "/reports", at: 90 },
    lastRefused: { method: "GET", route: "/reports", at: 95, reason: "suspended" },
    routes: [
      { method: "POST", route: "/reports", count: 8 },
      { method: "GET", route: "/reports", count: 6 },
    ],
  });
});

test("adds up days, routes and refusals, whatever permission was needed", () => {
  const counters = [
    counter({ day: TODAY - 1, count: 5, lastAt: 10, permission: "reports:read" }),
    counter({ count: 2, lastAt: 20 }),
    counter({ outcome: "permission-missing", count: 3, lastAt: 30 }),
    counter({ method: "POST", outcome: "expired", count: 4, lastAt: 15 }),
  ];
  expect(usage(counters, ["reports:read", "reports:write"])).toMatchObject({
    days: [
      { accepted: 0, refused: 0 },
      { accepted: 5, refused: 0 },
      { accepted: 2, refused: 7 },
    ],
    routes: [
      { method: "GET", route: "/reports", accepted: 7, refused: 3, lastAt: 30 },
      { method: "POST", route: "/reports", accepted: 0, refused: 4, lastAt: 15 },
    ],
    refusals: [
      { reason: "expired", count: 4, lastAt: 15 },
      { reason: "permission-missing", count: 3, lastAt: 30 },
    ],
    unusedPermissions: ["reports:write"],
  });
});

test("a permission that is needed beside another counts no request twice, and one that was lost is told", () => {
  const counters = [
    counter({ permission: "reports:read", lastAt: 5 }),
    counter({ permission: "reports:old", count: 0, lastAt: 7 }),
  ];
  const { days, permissions, unusedPermissions } = usage(counters, ["reports:read"]);
  expect(days.at(-1)).toMatchObject({ accepted: 1 });
  expect(permissions).toEqual([
    { key: "reports:read", held: true, lastUsedAt: 5 },
    { key: "reports:old", held: false, lastUsedAt: 7 },
  ]);
  expect(unusedPermissions).toEqual([]);
});

test("has the 50 routes that are used most, and the rest as one", () => {
  const many = Array.from({ length: 60 }, (_, nth) =>
    counter({ route: `/r${nth}`, count: nth + 1, lastAt: nth }),
  );
  const { routes } = usage([...many, counter({ method: "*", route: "other", count: 1_000, lastAt: 5 })]);
  expect(routes).toHaveLength(51);
  expect(routes[0]).toMatchObject({ route: "/r59", accepted: 60 });
  expect(routes.at(-1)).toEqual({ method: "*", route: "other", accepted: 1_055, refused: 0, lastAt: 9 });
});
