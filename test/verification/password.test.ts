import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "../../worker/verification/password.ts";
import { randomBytes } from "../factories/random-bytes.ts";

test("a password is kept as scrypt with OWASP's cost, salted, and recognised", async () => {
  const [hash, again] = [
    await hashPassword("correct horse", randomBytes),
    await hashPassword("correct horse", randomBytes),
  ];
  expect(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(again).not.toBe(hash);
  expect(await verifyPassword("correct horse", hash)).toBe(true);
  expect(await verifyPassword("correct horsE", hash)).toBe(false);
});

test("the same characters are the same password, composed or not", async () => {
  const hash = await hashPassword("caf\u00e9", randomBytes);
  expect(await verifyPassword("cafe\u0301", hash)).toBe(true);
});

test("white space counts, at the end too", async () => {
  const hash = await hashPassword(" pass ", randomBytes);
  expect(await verifyPassword("pass", hash)).toBe(false);
});

test.each([null, "", "$scrypt$", "plain", "$2b$12$abcdefghijklmnopqrstuv"])(
  "%j is nobody's",
  async (stored) => {
    expect(await verifyPassword("", stored)).toBe(false);
    expect(await verifyPassword(stored ?? "", stored)).toBe(false);
  },
);
