import { describe, expect, test } from "vitest";
import { Refusal } from "../../../worker/domain/errors.ts";
import { read } from "../../../worker/domain/input.ts";
import { issue, issueSchema, latestExpiry } from "../../../worker/domain/tokens/issue.ts";

const NOW = Date.parse("2026-11-21T10:00:00.000Z");
const HELD = ["tokens.personal", "reports:read"];

const issued = (input: object) => issue(read(issueSchema, { name: "CI", ...input }), HELD, NOW);
const reasonFor = (input: object) => {
  try {
    issued(input);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
};
const at = (ms: number) => new Date(ms).toISOString();

describe("expiry", () => {
  test.each([{}, { expiresAt: null }, { expiresAt: undefined }])("%j is never", (input) => {
    expect(issued(input).expiresAt).toBeNull();
  });

  test("a millisecond from now is the future", () => {
    expect(issued({ expiresAt: at(NOW + 1) }).expiresAt).toBe(NOW + 1);
  });

  test.each([NOW, NOW - 1, 0])("%i has passed", (ms) => {
    expect(reasonFor({ expiresAt: at(ms) })).toBe("expiry-past");
  });

  test("ten years to the millisecond are granted, one more is too far", () => {
    const limit = Date.parse("2036-11-21T10:00:00.000Z");
    expect(latestExpiry(NOW)).toBe(limit);
    expect(issued({ expiresAt: at(limit) }).expiresAt).toBe(limit);
    expect(reasonFor({ expiresAt: at(limit + 1) })).toBe("expiry-too-far");
  });

  test("ten years from 29 February end the day after 28 February", () => {
    expect(at(latestExpiry(Date.parse("2028-02-29T00:00:00Z")))).toBe("2038-03-01T00:00:00.000Z");
  });

  test("the year 9999 is too far", () => {
    expect(reasonFor({ expiresAt: "9999-12-31T23:59:59Z" })).toBe("expiry-too-far");
  });

  test.each(["", "soon", 1, false, {}])("%j is no expiry", (expiresAt) => {
    expect(reasonFor({ expiresAt })).toBe("expiry-invalid");
  });
});

describe("scopes", () => {
  test.each([{}, { scopes: null }])("%j is not narrowed", (input) => {
    expect(issued(input).scopes).toBeNull();
  });

  test("what is held can be given, once", () => {
    expect(issued({ scopes: ["reports:read", "reports:read"] }).scopes).toEqual(["reports:read"]);
  });

  test.each([
    ["nothing", [], "scopes-empty"],
    ["what is not held", ["reports:read", "reports:write"], "scopes-not-held"],
    ["what nobody defined", ["everything"], "scopes-not-held"],
    ["a wildcard", ["*"], "scopes-not-held"],
    ["the marker of the database", ["all"], "scopes-not-held"],
    ["what objects inherit", ["constructor"], "scopes-not-held"],
    ["an empty name", [""], "scopes-not-held"],
    ["a number", [7], "scopes-invalid"],
    ["null in the list", [null], "scopes-invalid"],
    ["a text", "reports:read", "scopes-invalid"],
    ["an object", { 0: "reports:read" }, "scopes-invalid"],
    ["201 of them", Array(201).fill("reports:read"), "scopes-invalid"],
  ])("%s: %j is refused", (_, scopes, reason) => {
    expect(reasonFor({ scopes })).toBe(reason);
  });
});

test.each([
  [{ secret: "mine" }, "field-unknown"],
  [{ kind: "session" }, "field-unknown"],
  [{ userId: "usr_000000000000" }, "field-unknown"],
  [{ name: undefined }, "name-missing"],
])("%j is refused", (input, reason) => {
  expect(reasonFor(input)).toBe(reason);
});

test.each([null, [], "CI", 7])("%j is no input", (input) => {
  expect(() => read(issueSchema, input)).toThrow(Refusal);
});
