import { describe, expect, test } from "vitest";
import { pastedToken } from "../../../worker/domain/tokens/pasted-token.ts";
import { generateToken } from "../../../worker/domain/tokens/token.ts";

const { id, plain } = generateToken("api", "lk", (length) => crypto.getRandomValues(new Uint8Array(length)));
const text = plain.reveal();
const other = text.endsWith("0") ? "1" : "0";

describe("the token in what somebody found", () => {
  test.each([
    text,
    `  ${text}\n`,
    `Authorization: Bearer ${text}`,
    `LATCHKEY_TOKEN="${text}"`,
    `GET /?token=${text}&x=1`,
  ])("%#", (found) => {
    const read = pastedToken(found);
    expect(read).toMatchObject({ id });
    expect(typeof read === "object" && read.plain.reveal()).toBe(text);
  });

  test.each([
    ["", "shapeless"],
    ["lk_3fA9xQ2LmZ7p", "shapeless"],
    [text.slice(0, -1), "shapeless"],
    [`${text}x`, "shapeless"],
    [text.slice(0, -1) + other, "mistyped"],
    [text.replace(/(?<=_.{20})./, (one) => (one === "a" ? "b" : "a")), "mistyped"],
  ])("that is none", (found, why) => expect(pastedToken(found)).toBe(why));
});
