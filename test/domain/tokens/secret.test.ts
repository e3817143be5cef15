import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { PlainToken, TokenHash } from "../../../worker/domain/tokens/secret.ts";

const TEXT = "lk_3fA9xQ2LmZ7p_6Yw0kT41ab9Q6Yw0kT41ab9Q6Yw0kT41abkT41ab";
const plain = new PlainToken(TEXT);

test.each([
  ["a template", () => `${plain}`],
  ["concatenation", () => `token: ${plain}`],
  ["String()", () => String(plain)],
  ["JSON.stringify", () => JSON.stringify({ plain, list: [plain] })],
  ["inspect", () => inspect(plain, { depth: 10, showHidden: true })],
  ["an error's message", () => new Error(`no such token: ${plain}`).stack ?? ""],
  ["Object.entries", () => JSON.stringify([Object.entries(plain), Reflect.ownKeys(plain).map(String)])],
  ["spread", () => JSON.stringify({ ...plain })],
  ["structuredClone", () => JSON.stringify(structuredClone({ ...plain }))],
  ["URLSearchParams", () => new URLSearchParams({ token: plain as unknown as string }).toString()],
  ["a header", () => new Headers({ token: plain as unknown as string }).get("token") ?? ""],
])("is not printed by %s", (_, print) => {
  expect(print()).not.toContain("3fA9xQ2LmZ7p");
});

test("is not printed by the console", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  console.log(plain, { plain });
  expect(
    log.mock.calls
      .flat()
      .map((value) => inspect(value))
      .join(),
  ).not.toContain("3fA9xQ2LmZ7p");
});

test("is not equal to its own text, nor to another of the same text", () => {
  expect((plain as unknown) === TEXT).toBe(false);
  // biome-ignore lint/suspicious/noDoubleEquals: it is what is tested.
  expect((plain as unknown) == TEXT).toBe(false);
  expect(plain === new PlainToken(TEXT)).toBe(false);
});

test("is revealed only to who says so", () => {
  expect(plain.reveal()).toBe(TEXT);
});

test("its hash is SHA-256 of the whole token", async () => {
  expect((await plain.hash()).toHex()).toBe(createHash("sha256").update(TEXT).digest("hex"));
});

test("hashes are equal where all 32 bytes are", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  expect(new TokenHash(bytes).equals(new TokenHash(bytes.slice()))).toBe(true);
  for (let at = 0; at < 32; at++) {
    const other = bytes.with(at, (bytes[at] as number) ^ 1);
    expect(new TokenHash(bytes).equals(new TokenHash(other))).toBe(false);
  }
});

test.each([0, 31, 33])("a hash of %i bytes is none", (length) => {
  expect(() => new TokenHash(new Uint8Array(length))).toThrow(RangeError);
});

test("a hash is the same as text and as bytes, and what is none is refused", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, nth) => nth * 8);
  const hash = new TokenHash(bytes);
  expect(hash.toHex()).toBe(Buffer.from(bytes).toString("hex"));
  expect(hash.toBytes()).toEqual(bytes);
  expect(new TokenHash(hash.toHex()).equals(hash)).toBe(true);
  expect(() => new TokenHash(hash.toHex().slice(2))).toThrow(RangeError);
  expect(() => new TokenHash(hash.toHex().replace("0", "g"))).toThrow(RangeError);
});
