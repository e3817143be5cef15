import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASE62 } from "../../../worker/domain/base62.ts";
import {
  displayPrefix,
  generateToken,
  parseToken,
  type TokenKind,
} from "../../../worker/domain/tokens/token.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const fresh = (kind: TokenKind = "api", prefix = "lk") => generateToken(kind, prefix, random).plain.reveal();

/** The pattern of secret scanners. */
const FOR_SCANNERS = /\blk_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}\b/;

test("10,000 generated tokens differ, in id and secret, and check out", () => {
  const tokens = Array.from({ length: 10_000 }, () => generateToken("api", "lk", random));
  expect(new Set(tokens.map(({ id }) => id)).size).toBe(10_000);
  expect(new Set(tokens.map(({ plain }) => plain.reveal().slice(16))).size).toBe(10_000);
  for (const { id, plain } of tokens)
    expect(parseToken(plain.reveal(), "lk")).toMatchObject({ id, kind: "api" });
});

test("scanners find a token, whole, in a line of text", () => {
  const text = fresh();
  expect(FOR_SCANNERS.exec(`export LATCHKEY="${text}" # do not commit`)?.[0]).toBe(text);
});

test("scanners of API tokens leave sessions alone", () => {
  expect(fresh("session")).toMatch(/^lks_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
  expect(fresh("session")).not.toMatch(FOR_SCANNERS);
});

test("the checksum is zlib's CRC-32 of all before it, in six base62 digits, most significant first", () => {
  const text = fresh();
  const value = [...text.slice(-6)].reduce((sum, digit) => sum * 62 + BASE62.indexOf(digit), 0);
  expect(value).toBe(crc32(text.slice(0, -6)));
});

test("any one character changed to any other is refused", () => {
  const anyCharacter = fc.oneof(
    fc.constantFrom(...BASE62),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const text = fresh();
  fc.assert(
    fc.property(fc.nat(text.length - 1), anyCharacter, (at, character) => {
      fc.pre(text[at] !== character);
      expect(parseToken(text.slice(0, at) + character + text.slice(at + 1), "lk")).toBeNull();
    }),
    { numRuns: 3000 },
  );
});

test("every one of its characters is covered by the checksum or is the checksum", () => {
  const text = fresh();
  for (let at = 0; at < text.length; at++) {
    for (const digit of BASE62) {
      if (digit === text[at]) continue;
      expect(parseToken(text.slice(0, at) + digit + text.slice(at + 1), "lk")).toBeNull();
    }
  }
});

describe("is refused", () => {
  const text = fresh();
  test.each([
    ["nothing", ""],
    ["the display prefix alone", text.slice(0, 15)],
    ["a token cut short", text.slice(0, -1)],
    ["a token with more behind it", `${text}0`],
    ["a token with a no-break space before it", `\u00a0${text}`],
    ["a token with a line break within", `${text.slice(0, 20)}\n${text.slice(20)}`],
    ["two tokens", `${text}${text}`],
    ["capitals for small letters", text.toUpperCase()],
    ["full-width characters that look alike", text.replace("l", "\uff4c")],
    ["a megabyte", "a".repeat(1_000_000)],
  ])("%s", (_, presented) => {
    expect(parseToken(presented, "lk")).toBeNull();
  });

  test("whatever else is not a token", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (garbage) => {
        expect(parseToken(garbage, "lk")).toBeNull();
      }),
    );
  });
});

test("another deployment's token is not this one's", () => {
  expect(parseToken(fresh("api", "acme"), "lk")).toBeNull();
  expect(parseToken(fresh("api", "acme"), "acme")).toMatchObject({ kind: "api" });
});

test("a session is told from an API token by its prefix", () => {
  expect(parseToken(fresh("session"), "lk")).toMatchObject({ kind: "session" });
});

test("the longest prefix that can be configured works for sessions too", () => {
  const prefix = "abcdefghijk";
  expect(parseToken(fresh("session", prefix), prefix)).toMatchObject({ kind: "session" });
});

test("lists show prefix and id, nothing of the secret", () => {
  const { id, plain } = generateToken("api", "lk", random);
  expect(displayPrefix(id, "lk")).toBe(plain.reveal().slice(0, 15));
});
