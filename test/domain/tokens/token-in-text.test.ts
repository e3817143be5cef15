import { describe, expect, test } from "vitest";
import {
  idOfShownPrefix,
  prefixOfTokenIn,
  withoutSecret,
} from "../../../worker/domain/tokens/token-in-text.ts";

const SECRET = `${"Ab1".repeat(12)}xy`;
const PREFIX = "lk_3fA9xQ2LmZ7p";

describe("a whole token in a text", () => {
  test.each([
    ["by itself", `${PREFIX}_${SECRET}`, PREFIX],
    ["between spaces", `  \t${PREFIX}_${SECRET}\n`, PREFIX],
    ["a session", `lks_3fA9xQ2LmZ7p_${SECRET}`, "lks_3fA9xQ2LmZ7p"],
    ["of another deployment", `acme9_3fA9xQ2LmZ7p_${SECRET}`, "acme9_3fA9xQ2LmZ7p"],
    ["behind its scheme", `Authorization: Bearer ${PREFIX}_${SECRET}`, PREFIX],
    ["in quotation marks", `"${PREFIX}_${SECRET}"`, PREFIX],
  ])("%s is known by its shape", (_, text, prefix) => {
    expect(prefixOfTokenIn(text)).toBe(prefix);
    expect(withoutSecret(text)).toBe(prefix);
  });

  test.each([
    ["nothing", ""],
    ["a name", "Nightly build"],
    ["its prefix", PREFIX],
    ["a token that is cut short", `${PREFIX}_${SECRET.slice(1)}`],
    ["a longer word", `${PREFIX}_${SECRET}x`],
    ["capitals before it", `LK_3fA9xQ2LmZ7p_${SECRET}`],
  ])("%s is none", (_, text) => {
    expect(prefixOfTokenIn(text)).toBeNull();
    expect(withoutSecret(text)).toBe(text);
  });
});

test.each([
  [PREFIX, "3fA9xQ2LmZ7p"],
  [` ${PREFIX} `, "3fA9xQ2LmZ7p"],
  ["lk_3fA9xQ2LmZ7", null],
  [`${PREFIX}_`, null],
  ["acme_3fA9xQ2LmZ7p", null],
  ["3fA9xQ2LmZ7p", null],
  ["", null],
])("%j as a shown prefix: %j", (text, id) => {
  expect(idOfShownPrefix(text, "lk")).toBe(id);
});
