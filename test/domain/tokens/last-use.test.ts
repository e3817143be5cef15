import fc from "fast-check";
import { expect, test } from "vitest";
import { lastUse } from "../../../worker/domain/tokens/last-use.ts";

test.each([
  ["/reports/42", "/reports/42"],
  ["/reports?token=lk_secret", "/reports"],
  ["/reports#part", "/reports"],
  ["/reports#part?token=1", "/reports"],
  ["/?a?b", "/"],
  ["?token=lk_secret", ""],
  ["", ""],
  ["https://api.example/reports?key=1", "https://api.example/reports"],
  ["/%3Fkept-as-sent", "/%3Fkept-as-sent"],
  ["/x".repeat(101), "/x".repeat(100)],
  ["🔑".repeat(201), "🔑".repeat(200)],
])("of %s the path is %s", (target, path) => {
  expect(lastUse("GET", target)).toEqual({ method: "GET", path });
});

test.each([
  ["PROPFIND", "PROPFIND"],
  ["introspect", "introspect"],
  ["M-SEARCH", "M-SEARCH"],
  ["x".repeat(40), "x".repeat(32)],
  ["GET /secret", ""],
  ["GET\n", ""],
  ["", ""],
])("of method %j stays %j", (method, kept) => {
  expect(lastUse(method, "/").method).toBe(kept);
});

test("a token that was put into a path by mistake is recorded by its id alone", () => {
  const id = "3fA9xQ2LmZ7p";
  const path = (token: string) => `/reports/${token}/rows`;
  for (const prefix of ["lk", "lks", "acme"]) {
    const token = `${prefix}_${id}_${"s".repeat(38)}`;
    expect(lastUse("GET", path(token)).path).toBe(path(`${prefix}_${id}_••••`));
  }
});

test("never more than 200 characters, never anything from a query", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (path, query) => {
      const kept = lastUse("GET", `${path}?${query}`).path;
      expect([...kept].length).toBeLessThanOrEqual(200);
      expect(path.startsWith(kept)).toBe(true);
    }),
  );
});
