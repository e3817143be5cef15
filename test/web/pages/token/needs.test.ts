import { expect, test } from "vitest";
import type { Usage } from "../../../../web/outputs.ts";
import { endpointUses, needsOf } from "../../../../web/pages/token/needs.ts";

const AT = "2026-11-28T10:00:00.000Z";

function usage(needed: string[], unusedPermissions: string[], calls: [string, string, number][] = []): Usage {
  return {
    days: [],
    routes: calls.map(([method, route, accepted]) => ({ method, route, accepted, refused: 1, lastAt: AT })),
    refusals: [],
    permissions: [
      ...needed.map((key) => ({ key, held: true, lastUsedAt: AT })),
      ...unusedPermissions.map((key) => ({ key, held: true, lastUsedAt: null })),
      { key: "reports:lost", held: false, lastUsedAt: AT },
    ],
    unusedPermissions,
    lastDay: { accepted: 0, refused: 0, last: null, lastRefused: null, routes: [] },
  };
}
const ALL = { scopes: null, endpoints: null };

test("a token that holds more than it needs is cut to what it needs, and holds", () => {
  expect(needsOf(ALL, usage(["reports:read"], ["reports:write"]))).toEqual({
    scopes: ["reports:read"],
    endpoints: null,
  });
});

test("of its own endpoints those stay that were called", () => {
  const endpoints = ["GET /reports/{id}", "POST /reports", "* /rows/*"];
  const token = { scopes: ["reports:read"], endpoints };
  const calls: [string, string, number][] = [
    ["GET", "/reports/{id}", 4],
    ["POST", "/reports", 0],
    ["*", "other", 9],
  ];
  expect(needsOf(token, usage(["reports:read"], [], calls))).toEqual({
    scopes: ["reports:read"],
    endpoints: ["GET /reports/{id}"],
  });
  expect(endpointUses(endpoints, usage([], [], calls).routes).map(({ lastAt }) => lastAt)).toEqual([
    AT,
    null,
    null,
  ]);
});

test("one that needs all of it, or that did nothing, is not cut", () => {
  expect(needsOf(ALL, usage(["reports:read"], []))).toBeUndefined();
  expect(needsOf(ALL, usage([], ["reports:read"]))).toBeUndefined();
  expect(needsOf({ scopes: null, endpoints: ["GET /a"] }, usage(["reports:read"], []))).toBeUndefined();
});
