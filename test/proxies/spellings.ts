import fc from "fast-check";

/** Pieces that can hide another path, mixed with pieces of existing paths. */
const PIECES = [
  "/",
  "/v1",
  "/reports",
  "/admin",
  "/42",
  "/../",
  "/./",
  "//",
  "..",
  ".",
  "%2f",
  "%2F",
  "%252f",
  "%2e%2e",
  "%2e",
  "%5c",
  "%00",
  "%0a",
  "%3b",
  "%3F",
  "%23",
  "%c0%af",
  "%ef%bc%8f",
  "%u002f",
  "%72",
  "%41",
  "%3a",
  "%40",
  "%20",
  "%",
  ";a=b",
  ";",
  "REPORTS",
  "?x=/admin",
  "?_method=DELETE",
  "?/../admin",
  "\\",
  "\\..\\",
  "\u00e9",
  "%e9",
  "%C3%A9",
  "%c3%a9",
  "%ef%bc%8e%ef%bc%8e",
  "%252e%252e",
  "%25%32%66",
  "%09",
  "%7f",
  "%7e",
  "/..;/",
  "/rows",
  "Reports",
  "/V1",
  "*",
  "a",
];

/** Targets of requests, as a client may send them. */
const target: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("/v1/reports/", "/v1/reports", "/", "/v1/", "/v1/reports/42", "/v1/admin"),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }),
  )
  .map(([start, pieces]) => start + pieces.join(""));

/** Headers that tell some programs another method or path than the request's own. */
const overriding = fc.constantFrom<Record<string, string>>(
  {},
  {},
  {},
  { "x-http-method-override": "DELETE" },
  { "x-method-override": "DELETE" },
  { "x-original-url": "/v1/admin" },
  { "x-rewrite-url": "/v1/admin" },
  { "x-forwarded-prefix": "/v1/admin" },
  { "x-original-uri": "/v1/reports/42" },
  { "x-forwarded-uri": "/v1/reports/42", "x-forwarded-method": "GET" },
);

/** Requests that a client may send to reach what its token may not. */
export type Spelling = { target: string; method: string; overriding: Record<string, string> };

export const spelling: fc.Arbitrary<Spelling> = fc.record({
  target,
  method: fc.constantFrom("GET", "GET", "GET", "GET", "HEAD", "POST", "DELETE"),
  overriding,
});

/** Every way in which an API may read a path: escapes, runs of slashes, dots, backslashes and parameters. */
export function readingsOf(url: string): string[] {
  const path = url.split("?", 1)[0] as string;
  const decoded = decodedOf(path);
  const ways = [path, decoded, decodedOf(decoded)].flatMap((one) => [one, one.replace(/;[^/]*/g, "")]);
  const merged = ways.flatMap((one) => [one, one.replaceAll("\\", "/").replace(/\/{2,}/g, "/")]);
  return [...new Set(merged.flatMap((one) => [one, resolved(one)]))];
}

function decodedOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Resolves dots. An escaped `?` does not begin a query, and escaped spaces are not trimmed. */
function resolved(path: string): string {
  return new URL(`http://api${path.replace(/[?#\s]/g, encodeURIComponent)}`).pathname;
}
