import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateToken } from "../../../worker/domain/tokens/token.ts";
import { routeOf } from "../../../worker/domain/usage/route.ts";
import { randomBytes } from "../../factories/random-bytes.ts";

const BASE62 = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const word = fc.constantFrom(
  ..."reports users api v1 v2.1 rows export.csv team-members by_name oauth2 s3 listUserReports me .well-known".split(
    " ",
  ),
);
const identifier = fc.oneof(
  fc.nat().map(String),
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{8,64}$/),
  fc.stringMatching(/^[0-9A-F]{8,64}$/),
  fc
    .array(fc.constantFrom(...BASE62), { minLength: 12, maxLength: 64 })
    .map((letters) => letters.join(""))
    .filter((text) => /\d/.test(text)),
  fc.emailAddress().filter((address) => !address.includes("/")),
  fc.constantFrom(
    "org_3fA9xQ2LmZ7p",
    "order-12345",
    "2026-11-28",
    "%C3%A9lan",
    "a%20b",
    "東京",
    "x".repeat(41),
  ),
);
const path = (segments: string[]) => `/${segments.join("/")}`;

describe("the route of a path", () => {
  test.each([
    ["", ""],
    ["/", "/"],
    ["/reports", "/reports"],
    ["/reports/", "/reports"],
    ["/reports/42", "/reports/{id}"],
    ["/reports/42/rows/7.csv", "/reports/{id}/rows/7.csv"],
    ["/api/v1/tokens/3fA9xQ2LmZ7p", "/api/v1/tokens/{id}"],
    ["/users/mei@northwind.example", "/users/{id}"],
    ["/users/mei%40northwind.example", "/users/{id}"],
    ["/a/b/c/d/e/f/g/h/i/j", "/a/b/c/d/e/f/g/h/*"],
    ["/reports/{id}", "/reports/{id}"],
    ["*", "*"],
  ])("%j is %j", (from, to) => {
    expect(routeOf(from)).toBe(to);
  });

  test("keeps the words that an API is made of", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(routeOf(path(words))).toBe(path(words));
      }),
    );
  });

  test("says nothing of an identifier, wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 3 }),
        identifier,
        fc.array(word, { maxLength: 3 }),
        (a, id, b) => {
          expect(routeOf(path([...a, id, ...b]))).toBe(path([...a, "{id}", ...b]));
        },
      ),
    );
  });

  test("is its own route, starts with a slash, and is short", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, identifier, fc.webSegment()), { minLength: 1, maxLength: 20 }),
        (parts) => {
          const route = routeOf(path(parts));
          expect(routeOf(route)).toBe(route);
          expect(route.startsWith("/")).toBe(true);
          expect(route.length).toBeLessThanOrEqual(9 * 41);
        },
      ),
    );
  });

  test("never holds a secret", () => {
    for (let nth = 0; nth < 200; nth++) {
      const token = generateToken("api", "lk", randomBytes).plain.reveal();
      const secret = token.slice(16);
      for (const text of [token, secret, `token=${token}`, `${secret}.json`, `x-${secret.slice(0, 20)}`]) {
        expect(routeOf(`/reports/${text}/rows`)).toBe("/reports/{id}/rows");
      }
    }
  });
});
