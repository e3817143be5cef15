import { expect, test } from "vitest";
import { emailSchema, normalizeEmail } from "../../../worker/domain/users/email-address.ts";

test("addresses are compared trimmed and lower-cased", () => {
  expect(normalizeEmail("  Master@Northwind.EXAMPLE\t")).toBe("master@northwind.example");
});

test.each(["a@b", "first.last+tag@sub.example.com", "o'brien@example.ie"])("%s is an address", (address) => {
  expect(emailSchema.parse(address)).toBe(address);
});

test.each([
  "",
  "@",
  "a@",
  "@b",
  "a b@c.example",
  "a@b@c",
  "a@-b.example",
  `${"x".repeat(250)}@b.example`,
  7,
  null,
])("%j is none", (address) => {
  expect(emailSchema.safeParse(address).error?.issues[0]?.message).toBe("email-invalid");
});
