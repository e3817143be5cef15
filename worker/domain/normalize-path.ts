const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
/**
 * An escape, or a character that a path must not hold unescaped (RFC 3986 §3.3). Without the flag `i`: the Kelvin
 * sign is no "k".
 */
const TO_NORMALIZE = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/**
 * The path of a request target, normalised once (RFC 3986 §6.2.2): escapes of unreserved characters decoded, the
 * others in capitals, dot segments removed, and runs of slashes merged, as gateways do. `%2F` stays, and an escaped
 * escape is not decoded again. Never fails; leaves out the query.
 */
export function normalizePath(target: string): string {
  const path = target.replace(ABSOLUTE, "").split(/[?#]/, 1)[0] as string;
  if (path === "" || path === "*") return path;
  return removeDotSegments(normalizeEscapes(path));
}

function normalizeEscapes(path: string): string {
  return path.toWellFormed().replace(TO_NORMALIZE, (unit) => {
    if (unit === "%" || !unit.startsWith("%")) return encodeURIComponent(unit);
    const character = String.fromCharCode(Number.parseInt(unit.slice(1), 16));
    return UNRESERVED.test(character) ? character : unit.toUpperCase();
  });
}

function removeDotSegments(path: string): string {
  const segments: string[] = [];
  const parts = path.split("/");
  for (const part of parts) {
    if (part === "..") segments.pop();
    else if (part !== "." && part !== "") segments.push(part);
  }
  const last = parts.at(-1);
  const isFolder = last === "" || last === "." || last === "..";
  return `/${segments.join("/")}${isFolder && segments.length > 0 ? "/" : ""}`;
}
