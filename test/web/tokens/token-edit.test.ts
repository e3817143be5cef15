import { expect, test } from "vitest";
import { changesOf } from "../../../web/tokens/token-edit.ts";

const TOKEN = { name: "CI", purpose: null, expiresAt: null, scopes: ["a"], endpoints: null };

test.each([
  [{ ...TOKEN }, {}],
  [{ name: "CI", scopes: ["a"] }, {}],
  [
    { name: "CI 2", scopes: null },
    { name: "CI 2", scopes: null },
  ],
  [{ endpoints: ["GET /a"] }, { endpoints: ["GET /a"] }],
  [{ expiresAt: "2027-01-01T00:00:00.000Z" }, { expiresAt: "2027-01-01T00:00:00.000Z" }],
])("of %j only what is different is sent: %j", (wanted, sent) =>
  expect(changesOf(TOKEN, wanted)).toEqual(sent),
);
