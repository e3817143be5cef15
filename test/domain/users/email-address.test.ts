import { expect, test } from "vitest";
import { emailSchema, normalizeEmail } from "../../../worker/domain/users/email-address.ts";

test("addresses are compared trimmed and lower-cased", () => {
  expect(normalizeEmail("  Master@Northwind.EXAMPLE\t")).toBe("master@northwind.example");
});

test.each([
  ["Anna@Bücher.example", "anna@xn--bcher-kva.example"],
  ["anna@BÜCHER.example", "anna@xn--bcher-kva.example"],
  ["anna@XN--bcher-kva.example", "anna@xn--bcher-kva.example"],
  ["anna@bu\u0308cher.example", "anna@xn--bcher-kva.example"],
  ["anna@例え。テスト", "anna@xn--r8jz45g.xn--zckzah"],
])("%s is the address %s", (entered, kept) => {
  expect(normalizeEmail(entered)).toBe(kept);
  expect(emailSchema.parse(entered)).toBe(kept);
});

test.each([
  "anna@bücher.example/x",
  "anna@bücher.example:80",
  "anna@x:y@bücher.example?q",
  "anna@bü cher.example",
])("%s is none, for a domain is no URL", (entered) =>
  expect(emailSchema.safeParse(entered).success).toBe(false),
);

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
