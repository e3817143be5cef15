import fc from "fast-check";

/** Pieces that somebody hides another path behind, between pieces of paths that there are. */
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
  "*",
  "a",
];

/** Targets of requests, as a client may send them. */
export const spelling: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("/v1/reports/", "/v1/reports", "/", "/v1/", "/v1/reports/42", "/v1/admin"),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }),
  )
  .map(([start, pieces]) => start + pieces.join(""));

/** Every way in which some API reads a path: escapes, runs of slashes, dots, backslashes and parameters. */
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

/** Dots resolved; what was escaped is no query's begin, and no space to be cut off. */
function resolved(path: string): string {
  return new URL(`http://api${path.replace(/[?#\s]/g, encodeURIComponent)}`).pathname;
}
