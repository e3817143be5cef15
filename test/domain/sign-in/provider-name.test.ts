import { expect, test } from "vitest";
import { providerName } from "../../../worker/domain/sign-in/provider-name.ts";

test.each([
  ["https://accounts.google.com", "Google"],
  ["https://login.microsoftonline.com/7f0e/v2.0", "Microsoft"],
  ["https://northwind.okta.com", "Okta"],
  ["https://id.northwind.example", "Northwind Labs"],
  ["https://okta.com.evil.example", "Northwind Labs"],
])("%s is known as %s", (issuer, name) => {
  expect(providerName(issuer, "Northwind Labs")).toBe(name);
});
