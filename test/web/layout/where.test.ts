import { expect, test } from "vitest";
import { initials } from "../../../web/layout/initials.ts";
import { entryOf, isWithin } from "../../../web/layout/where.ts";

const ENTRIES = ["/settings/api-tokens", "/account", "/account/users", "/account/api-tokens"].map((href) => ({
  href,
}));

test.each([
  ["/settings/api-tokens", "/settings/api-tokens"],
  ["/account", "/account"],
  ["/account/", "/account"],
  ["/account/users", "/account/users"],
  ["/account/users/usr_1/security", "/account/users"],
  ["/account/permissions", "/account"],
  ["/account/policy", "/account"],
  ["/accounts", undefined],
  ["/user", undefined],
])("at %s the navigation marks %s", (pathname, href) => {
  expect(entryOf(ENTRIES, pathname)?.href).toBe(href);
});

test("a page is not inside of itself", () => {
  expect(isWithin("/account/users", "/account/users/")).toBe(false);
  expect(isWithin("/account/users", "/account/users/usr_1")).toBe(true);
});

test.each([
  ["Mei Tanaka", "MT"],
  ["Mei (external)", "ME"],
  ["(…) 7 Seas", "7S"],
  ["  émile ", "É"],
  ["—", ""],
])("%s is %s in short", (name, short) => expect(initials(name)).toBe(short));
