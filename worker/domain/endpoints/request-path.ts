import { type Fault, isFault, readSegment } from "./segment.ts";

/** A path that every program reads alike, segment by segment; `/` has none. */
export type RequestPath = {
  /** As they are compared. */
  segments: readonly string[];
  /** As an API reads them that also decodes reserved characters. */
  decoded: readonly string[];
};

/**
 * Matches almost all paths: nothing in them has two readings. To stay fast, it allows no dot at the start of a
 * segment.
 */
const PLAIN = /^(?:\/[A-Za-z0-9\-_~!$&'()*+,=:@][A-Za-z0-9\-._~!$&'()*+,=:@]*)+$/;

/**
 * The path of a request target (RFC 9112 §3.2.1) as gateway and API both read it, without its query; a trailing slash
 * is ignored. If two programs could read it differently, says why.
 */
export function readRequestPath(target: string): RequestPath | Fault {
  const query = target.indexOf("?");
  const whole = query === -1 ? target : target.slice(0, query);
  if (!whole.startsWith("/")) return { what: "something before its first slash", at: 0 };
  const path = whole.endsWith("/") ? whole.slice(0, -1) : whole;
  if (path === "") return { segments: [], decoded: [] };
  if (PLAIN.test(path)) {
    const segments = path.slice(1).split("/");
    return { segments, decoded: segments };
  }
  const segments: string[] = [];
  const decoded: string[] = [];
  let at = 1;
  for (const raw of path.slice(1).split("/")) {
    const read = readSegment(raw);
    if (isFault(read)) return { what: read.what, at: at + read.at };
    segments.push(read.text);
    decoded.push(read.decoded);
    at += raw.length + 1;
  }
  return { segments, decoded };
}
