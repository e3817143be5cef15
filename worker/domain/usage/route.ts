/** Replaces what looks like an identifier. */
const IDENTIFIER = "{id}";

/** How deep a route is; what lies below is `*`, as endpoints are written. */
const DEEPEST = 8;

const NUMBER = /^\d+$/;
const HEXADECIMAL = /^[0-9a-f]{8,}$/i;
const VERSION = /^v\d{1,3}(?:\.\d{1,3})*$/i;
const READABLE = /^[A-Za-z0-9\-._~!$'()+,;:=]+$/;
const SEPARATORS = /[^A-Za-z0-9]+/;
const LONGEST_WORD = 20;
const LONGEST_SEGMENT = 40;

/**
 * A path without personal parts: each segment that looks like an identifier becomes `{id}`. Requests of one kind then
 * count as one route, and nothing that was put into a path by mistake is kept. In doubt, a segment is an identifier.
 */
export function routeOf(path: string): string {
  if (path === "" || path === "*") return path;
  const segments = path.replace(/^\/+|\/+$/g, "").split(/\/+/);
  const shown = segments.slice(0, DEEPEST).map((segment) => (isIdentifier(segment) ? IDENTIFIER : segment));
  return `/${[...shown, ...(segments.length > DEEPEST ? ["*"] : [])].join("/")}`;
}

function isIdentifier(segment: string): boolean {
  if (segment === "" || segment === IDENTIFIER || segment === "*") return false;
  if (VERSION.test(segment)) return false;
  // An address, an escape, or not ASCII: somebody's own words.
  if (!READABLE.test(segment) || segment.length > LONGEST_SEGMENT) return true;
  const parts = segment.split(SEPARATORS).filter((part) => part !== "");
  return parts.some(isRandom) || parts.every((part) => NUMBER.test(part)) || isRandom(parts.join(""));
}

/** Whether letters and digits look generated rather than chosen for reading. */
function isRandom(part: string): boolean {
  if (NUMBER.test(part)) return part.length >= 3;
  if (HEXADECIMAL.test(part) || part.length > LONGEST_WORD) return true;
  const turns = part.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  return turns >= 3 || (turns > 0 && part.length >= 8);
}
