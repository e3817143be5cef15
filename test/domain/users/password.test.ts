import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../../db/seeds/demo-people.ts";
import { newPasswordSchema } from "../../../worker/domain/users/password.ts";
import { isCommonPassword } from "../../../worker/domain/users/password-block-list.ts";

const reasonFor = (password: unknown) => newPasswordSchema.safeParse(password).error?.issues[0]?.message;

describe("NIST 800-63B-4 §3.1.1.2: length", () => {
  it("refuses 14 characters and takes 15", () => {
    expect(reasonFor("a".repeat(14))).toBe("password-too-short");
    expect(reasonFor("a".repeat(15))).toBeUndefined();
  });

  it("counts code points after NFC, not code units", () => {
    expect(reasonFor("🔑".repeat(14))).toBe("password-too-short");
    expect(reasonFor("🔑".repeat(15))).toBeUndefined();
    expect(reasonFor("e\u0301".repeat(14))).toBe("password-too-short");
  });

  it("takes 64 characters and more, spaces and every script", () => {
    expect(reasonFor("ein langer satz mit  leerzeichen ".repeat(4))).toBeUndefined();
    expect(reasonFor("пароль из нескольких слов")).toBeUndefined();
    expect(reasonFor("x".repeat(1001))).toBe("password-too-long");
    expect(reasonFor(undefined)).toBe("password-missing");
    expect(reasonFor(123456789012345)).toBe("password-missing");
  });
});

describe("NIST 800-63B-4 §3.1.1.2: block list", () => {
  it.each([
    "passwordpassword",
    "Password12345678",
    "PASSWORD PASSWORD 1",
    "123456789012345",
    "qwertyuiopasdfghjkl",
    "1q2w3e4r5t6y7u8",
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "abcdefghijklmnopqrst",
    "letmeinletmein123",
    "iloveyou iloveyou",
    "correct horse battery staple",
    "welcome1welcome1",
    "2024-2025-2026-2027",
    "!!!!!!!!!!!!!!!!",
    "admin admin admin",
  ])("blocks %s", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    "member@northwind.example",
    "Northwind Labs 2026!",
    "mei tanaka northwind",
    "Mei.Tanaka.Mei.Tanaka",
  ])("blocks %s, made of what everybody knows", (password) => {
    expect(isCommonPassword(password, ["member@northwind.example", "Mei Tanaka", "Northwind Labs"])).toBe(
      true,
    );
  });

  it.each([DEMO_PASSWORD, "violet kettle runs uphill", "Mzx7!pQ2#vRt9&bL", "schräge vögel zwitschern laut"])(
    "takes %s",
    (password) => {
      expect(isCommonPassword(password, ["mei@northwind.example", "Northwind Labs"])).toBe(false);
    },
  );

  it("takes what is random, whatever it holds", () => {
    const random = fc.string({
      minLength: 15,
      maxLength: 40,
      unit: fc.constantFrom(..."bdfgjkmpqrvwxzBCDFGKMPTVX"),
    });
    fc.assert(
      fc.property(random, (password) => {
        fc.pre(new Set(password.toLowerCase()).size >= 10);
        expect(isCommonPassword(password)).toBe(false);
      }),
    );
  });
});
