import { expect, test } from "vitest";
import { changesOf, type TokenChanges, widens } from "../../../worker/domain/tokens/edit.ts";

const TOKEN = {
  name: "CI",
  purpose: null,
  expiresAt: 10,
  scopes: ["a", "b"],
  endpoints: ["GET /a", "GET /b"],
};
const to = (changes: object) => changesOf(TOKEN, { ...TOKEN, ...changes }) as TokenChanges;

test.each([
  ["a later expiry", { expiresAt: 11 }],
  ["no expiry", { expiresAt: null }],
  ["one more permission", { scopes: ["a", "b", "c"] }],
  ["another permission in place of one", { scopes: ["c"] }],
  ["no limit to permissions", { scopes: null }],
  ["another endpoint", { endpoints: ["GET /a", "* /*"] }],
  ["no limit to endpoints", { endpoints: null }],
])("%s lets a token do more", (_, changes) => {
  expect(widens(to(changes))).toBe(true);
});

test.each([
  ["a sooner expiry", { expiresAt: 9 }],
  ["fewer permissions", { scopes: ["b"] }],
  ["fewer endpoints", { endpoints: ["GET /b"] }],
  ["another name", { name: "Deploys" }],
])("%s does not", (_, changes) => {
  expect(widens(to(changes))).toBe(false);
});

test("a limit where there was none does not", () => {
  const free = { ...TOKEN, expiresAt: null, scopes: null, endpoints: null };
  expect(widens(changesOf(free, TOKEN) as TokenChanges)).toBe(false);
});
