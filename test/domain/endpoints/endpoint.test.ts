import { describe, expect, test } from "vitest";
import { meaningOf, readEndpoint } from "../../../worker/domain/endpoints/endpoint.ts";
import { isFault } from "../../../worker/domain/endpoints/segment.ts";

describe("readEndpoint", () => {
  test.each([
    ["GET /reports", "GET /reports"],
    ["GET /reports/", "GET /reports"],
    ["GET /", "GET /"],
    ["* /*", "* /*"],
    ["DELETE /reports/{id}/rows/{row-id}", "DELETE /reports/{}/rows/{}"],
    ["GET /reports/*", "GET /reports/*"],
    ["M-SEARCH /a", "M-SEARCH /a"],
    ["GET /caf%c3%a9/%7ea/a:b", "GET /caf%C3%A9/~a/a:b"],
  ])("%s means %s", (text, meaning) => {
    const read = readEndpoint(text);
    expect(isFault(read) ? read : meaningOf(read)).toBe(meaning);
  });

  test.each([
    ["", "no space between method and path", 0],
    ["/reports", "no space between method and path", 8],
    ["get /reports", "a method that is neither in capitals nor *", 0],
    [" /reports", "a method that is neither in capitals nor *", 0],
    ["GET  /reports", "a path that does not begin with a slash", 4],
    ["GET reports", "a path that does not begin with a slash", 4],
    ["GET https://api.example/reports", "a path that does not begin with a slash", 4],
    ["GET /reports?q=1", "a question mark: endpoints have no query", 12],
    ["GET /reports#top", "a number sign (#)", 12],
    ["GET /reports/*/rows", "a * that is not the whole last segment", 13],
    ["GET /reports/*.json", "a * that is not the whole last segment", 13],
    ["GET /*/", "a slash after the last *", 6],
    ["GET /reports/{id}.json", "a brace: {name} stands for a whole segment", 13],
    ["GET /reports/{}", "a brace: {name} stands for a whole segment", 13],
    ["GET /reports/{a/b}", "a brace: {name} stands for a whole segment", 13],
    ["GET /a b", "“ ”, which is percent-encoded in URLs", 6],
    ["GET /a//b", "an empty segment (//)", 7],
    ["GET //", "an empty segment (//)", 5],
    ["GET /a/../b", "a dot segment (..)", 7],
    ["GET /a%2Fb", "an encoded slash (%2F)", 6],
    ["GET /caf\u00e9", "a character that is not percent-encoded (U+00E9)", 8],
    [`GET /${"a".repeat(200)}`, "more than 200 characters", 200],
  ])("%j holds %s", (text, what, at) => expect(readEndpoint(text)).toEqual({ what, at }));
});
