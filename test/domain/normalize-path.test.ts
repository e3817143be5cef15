import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizePath } from "../../worker/domain/normalize-path.ts";

describe("normalizePath", () => {
  test.each([
    ["/reports/42", "/reports/42"],
    ["/reports/42?q=1#top", "/reports/42"],
    ["https://api.example/reports/42?q=1", "/reports/42"],
    ["reports", "/reports"],
    ["*", "*"],
    ["", ""],
    ["/", "/"],
  ])("%s is the path %s", (target, path) => expect(normalizePath(target)).toBe(path));

  test.each([
    ["/a/./b/../c", "/a/c"],
    ["/../../etc/passwd", "/etc/passwd"],
    ["/a/..", "/"],
    ["/a/b/.", "/a/b/"],
    ["/a/%2e%2e/b", "/b"],
    ["/a/.%2E/b", "/b"],
  ])("RFC 3986 §6.2.2.3: dot segments of %s leave %s", (target, path) =>
    expect(normalizePath(target)).toBe(path),
  );

  test.each([
    ["/%72eports/%7euser", "/reports/~user"],
    ["/a%2fb", "/a%2Fb"],
    ["/%252e%252e/a", "/%252e%252e/a"],
    ["/caf\u00e9", "/caf%C3%A9"],
    ["/a b\r\nX: 1", "/a%20b%0D%0AX:%201"],
    ["/100%", "/100%25"],
    ["/\ud800", "/%EF%BF%BD"],
    ["/\u212a\u017f", "/%E2%84%AA%C5%BF"],
  ])("RFC 3986 §6.2.2.2: escapes of %j become %s", (target, path) =>
    expect(normalizePath(target)).toBe(path),
  );

  test.each([
    ["/a//b", "/a/b"],
    ["//evil.example/a", "/evil.example/a"],
    ["/a///", "/a/"],
  ])("slashes of %s are merged to %s, as gateways do", (target, path) =>
    expect(normalizePath(target)).toBe(path),
  );

  test("is always visible ASCII, and stays as it is when normalised again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalizePath(`/${text}`);
        expect(once).toMatch(/^\/[\x21-\x7e]*$/);
        expect(once).not.toMatch(/\/\/|\/\.\.?(\/|$)/);
        expect(normalizePath(once)).toBe(once);
      }),
    );
  });
});
