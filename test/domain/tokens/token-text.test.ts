import fc from "fast-check";
import { expect, test } from "vitest";
import { generateToken, parseToken } from "../../../worker/domain/tokens/token.ts";
import { tokenText } from "../../../worker/domain/tokens/token-text.ts";

const { id, plain } = generateToken("api", "lk", (length) => crypto.getRandomValues(new Uint8Array(length)));
const token = plain.reveal();

const around = fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r"), maxLength: 20 });

test("spaces, tabs and line ends around a token are cut off", () => {
  fc.assert(
    fc.property(around, around, (before, behind) => {
      expect(tokenText(before + token + behind)).toBe(token);
      expect(parseToken(before + token + behind, "lk")).toMatchObject({ id });
    }),
  );
});

test("nothing else is, and nothing within", () => {
  const inner = fc.string({ unit: "binary", minLength: 1 });
  fc.assert(
    fc.property(inner, (text) => {
      // This expression defines what is trimmed: \s matches twenty more characters.
      expect(tokenText(text)).toBe(text.replace(/^[ \t\r\n]+/, "").replace(/[ \t\r\n]+$/, ""));
    }),
  );
});

test.each([
  "\u00a0",
  "\u2007",
  "\ufeff",
  "\u000b",
  "\u000c",
  "\u0000",
  '"',
  "'",
  "`",
  "<",
  "Bearer ",
  "Token ",
])("with %j before or behind it is no token", (odd) => {
  for (const text of [odd + token, token + odd, ` ${odd}${token}`, `${token}${odd} `]) {
    expect(parseToken(text, "lk")).toBeNull();
  }
});

test("a million spaces, around or within, take no time", () => {
  const spaces = " ".repeat(1_000_000);
  expect(tokenText(spaces + token + spaces)).toBe(token);
  expect(tokenText(`x${spaces}y`)).toHaveLength(1_000_002);
});
