import { expect, test } from "vitest";
import { unlistedRequests } from "../../../worker/domain/usage/unlisted-requests.ts";

const CATALOGUE = {
  "reports:read": ["GET /reports", "GET /reports/{id}", "GET /v1/reports/archive"],
  "files:write": ["* /files/*"],
};

const counted = (request: string, count: number, outcome = "accepted") => {
  const [method = "", route = ""] = request.split(" ");
  return { method, route, count, outcome };
};

test.each([
  ["GET /reports", 0],
  ["HEAD /reports/{id}", 0],
  ["GET /reports/summary", 0],
  ["PUT /files/{id}/rows", 0],
  ["* /files/*", 0],
  ["POST /reports", 3],
  ["GET /v1/reports/{id}", 3],
  ["GET /exports", 3],
  ["GET /{id}", 3],
  ["* /*", 3],
])("%s: %i unlisted", (request, accepted) =>
  expect(unlistedRequests([counted(request, 3)], CATALOGUE).accepted).toBe(accepted),
);

test.each([
  "GET /api/v1/me",
  "DELETE /api/v1/tokens/{id}",
  "POST /oauth/introspect",
  "introspect ",
  "* other",
])("%s is no request of the organization's API, or nobody knows", (request) =>
  expect(unlistedRequests([counted(request, 3)], CATALOGUE).accepted).toBe(0),
);

test("tells what went on from what was refused for it, the most frequent first and few", () => {
  const many = Array.from({ length: 9 }, (_, nth) => counted(`GET /a${nth}`, nth + 1));
  const read = unlistedRequests(
    [...many, counted("GET /a8", 90, "endpoint-not-granted"), counted("GET /a8", 7, "expired")],
    CATALOGUE,
  );
  expect(read).toMatchObject({ accepted: 45, refused: 90 });
  expect(read.routes).toEqual([
    { method: "GET", route: "/a8", count: 99 },
    { method: "GET", route: "/a7", count: 8 },
    { method: "GET", route: "/a6", count: 7 },
    { method: "GET", route: "/a5", count: 6 },
    { method: "GET", route: "/a4", count: 5 },
  ]);
});

test("an organization that names nothing: everything would be unlisted", () =>
  expect(unlistedRequests([counted("GET /reports", 3)], {}).accepted).toBe(3));
