import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRequestPath } from "../../../worker/domain/endpoints/request-path.ts";

describe("readRequestPath", () => {
  test.each([
    ["/", []],
    ["/reports", ["reports"]],
    ["/reports/", ["reports"]],
    ["/reports/42?next=/../a;b#c", ["reports", "42"]],
    ["/%72eports/%7euser", ["reports", "~user"]],
    ["/caf%c3%a9", ["caf%C3%A9"]],
    ["/a%3ab/a:b", ["a%3Ab", "a:b"]],
    ["/a.b/...", ["a.b", "..."]],
    ["/a b/{c}", ["a%20b", "%7Bc%7D"]],
    ["/Reports", ["Reports"]],
    ["/a%3fb", ["a%3Fb"]],
  ])("RFC 3986 §6.2.2: %s has the segments %j", (target, segments) =>
    expect(readRequestPath(target)).toMatchObject({ segments }),
  );

  test.each([
    ["/a%2fb", "an encoded slash (%2F)", 2],
    ["/a/%5C", "an encoded backslash (%5C)", 3],
    ["/a%00", "an encoded NUL (%00)", 2],
    ["/%2e%2e/a", "an encoded dot (%2E)", 1],
    ["/a%252Fb", "an encoded percent sign (%25)", 2],
    ["/a%3bb", "an encoded semicolon (%3B)", 2],
    ["/a\\b", "a backslash", 2],
    ["/a;b=c/d", "a semicolon", 2],
    ["/a#b", "a number sign (#)", 2],
    ["/a\tb", "a control character (U+0009)", 2],
    ["/a%0A", "an encoded control character (%0A)", 2],
    ["/a\x7f", "a control character (U+007F)", 2],
    ["/caf\u00e9", "a character that is not percent-encoded (U+00E9)", 4],
    ["/\ud800", "a character that is not percent-encoded (U+D800)", 1],
    ["/a%", "a percent sign that begins no escape", 2],
    ["/a%zz", "a percent sign that begins no escape", 2],
    ["/%u002e", "a percent sign that begins no escape", 1],
    ["/a%C0%AF", "escapes that are not UTF-8 (%C0%AF)", 2],
    ["/caf%E9", "escapes that are not UTF-8 (%E9)", 4],
    ["//a", "an empty segment (//)", 1],
    ["/a//", "an empty segment (//)", 3],
    ["//", "an empty segment (//)", 1],
    ["/a/./b", "a dot segment (.)", 3],
    ["/a/..", "a dot segment (..)", 3],
    ["reports", "something before its first slash", 0],
    ["http://api.example/reports", "something before its first slash", 0],
    ["*", "something before its first slash", 0],
    ["", "something before its first slash", 0],
  ])("%j holds %s", (target, what, at) => expect(readRequestPath(target)).toEqual({ what, at }));

  test("what it answers has one reading: no separator, dot segment or escape of one is left", () => {
    const piece = fc.constantFrom(..."/.%;\\#?a:~2fFeE5Cc0 \u00e9", "%2F", "%2e", "%3A", "%61", "..", "//");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readRequestPath(`/${pieces.join("")}`);
        if ("what" in read) return;
        for (const segment of read.segments) {
          expect(segment).toMatch(/^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-F]{2})+$/);
          expect(segment).not.toMatch(/^\.{1,2}$|%(?:00|25|2E|2F|3B|5C)/);
        }
        for (const segment of read.decoded) expect(segment).not.toMatch(/[/\\;\0%]|^\.{1,2}$/);
      }),
    );
  });

  test("reading what was read changes nothing", () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const read = readRequestPath(path || "/");
        if ("what" in read) return;
        expect(readRequestPath(`/${read.segments.join("/")}`)).toEqual(read);
      }),
      { numRuns: 50 },
    );
  });
});
