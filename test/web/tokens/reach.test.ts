import { describe, expect, test } from "vitest";
import { type Limits, limitsOf, NO_LIMITS, READ_ONLY, tokenLimits } from "../../../web/tokens/limits.ts";
import { reach } from "../../../web/tokens/reach.ts";

const HOLDER = {
  organization: "Northwind Labs",
  permissions: [
    { key: "reports:read", description: "Can read", endpoints: ["GET /reports", "GET /reports/{id}"] },
    { key: "tokens.personal", description: "Can create", endpoints: [] },
  ],
  visibilityGroups: ["EMEA"],
};
const NOON = Date.parse("2027-02-20T12:00:00Z");

const only = (...endpoints: string[]): Limits => ({ to: "endpoints", ticked: [], endpoints });

describe("what a token will reach, in words", () => {
  test.each([
    [
      NO_LIMITS,
      "This token will be able to do all that you may do in Northwind Labs for the group EMEA, now and as your account changes, until 20 February 2027.",
    ],
    [
      READ_ONLY,
      "This token will be able to read, by GET and HEAD, all that you may in Northwind Labs for the group EMEA, and to change nothing, until 20 February 2027.",
    ],
    [
      { to: "permissions", ticked: ["reports:read"], endpoints: [] } as Limits,
      "This token will be able to use reports:read, which opens GET /reports and GET /reports/{id}, in Northwind Labs for the group EMEA, as long as you hold it yourself, until 20 February 2027.",
    ],
    [
      only("GET /reports", "POST /exports"),
      "This token will reach GET /reports and POST /exports and nothing else in Northwind Labs for the group EMEA, as far as you may, until 20 February 2027.",
    ],
    [
      only("GET /a", "GET /b", "GET /c", "GET /d", "GET /e"),
      "This token will reach GET /a, GET /b and 3 more endpoints and nothing else in Northwind Labs for the group EMEA, as far as you may, until 20 February 2027.",
    ],
    [
      { to: "endpoints", ticked: ["reports:read"], endpoints: ["GET /a"] } as Limits,
      "This token will reach GET /a and nothing else in Northwind Labs for the group EMEA, as far as you may by reports:read, until 20 February 2027.",
    ],
    [only(), "This token would be able to do nothing: choose at least one endpoint."],
  ])("%j", (limits, sentence) => expect(reach(HOLDER, { limits, endsAt: NOON })).toBe(sentence));

  test("of a service user", () =>
    expect(reach({ ...HOLDER, name: "ci-bot" }, { limits: only("GET /a"), endsAt: null })).toBe(
      "This token will reach GET /a and nothing else in Northwind Labs for the group EMEA, as far as ci-bot may, until it is revoked.",
    ));
});

test.each([
  { scopes: null, endpoints: null },
  { scopes: ["a"], endpoints: null },
  { scopes: null, endpoints: ["GET /a"] },
  { scopes: ["a"], endpoints: ["GET /a"] },
])("a form that is filled in and sent as it is changes nothing: %j", (limits) =>
  expect(tokenLimits(limitsOf(limits))).toEqual(limits),
);
