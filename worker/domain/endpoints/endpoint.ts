import { type Fault, isFault, readSegment, type Segment } from "./segment.ts";

/** A kind of request: `GET /reports/{id}`. */
export type Endpoint = {
  /** As it was written. */
  text: string;
  /** In capitals, or `*` for any. */
  method: string;
  /** A parameter stands for exactly one segment. */
  segments: readonly (Segment | "parameter")[];
  /** Whether one or more segments may follow: the endpoint ends in `*`. */
  isOpen: boolean;
};

/** Bounds what one organization makes verification read. */
export const LONGEST_ENDPOINT = 200;

const METHOD = /^(?:\*|[A-Z][A-Z0-9_-]{0,31})$/;
const PARAMETER = /^\{[A-Za-z0-9_$:@.~-]{1,64}\}$/;
/** Characters with a meaning of their own in an endpoint, or none in a written path. */
const SIGNIFICANT: Record<string, string> = {
  "?": "a question mark: endpoints have no query",
  "{": "a brace: {name} stands for a whole segment",
  "}": "a brace: {name} stands for a whole segment",
  "*": "a * that is not the whole last segment",
};
const NOT_IN_URLS = /["<>^`| ]/;

/** Parses `METHOD /path` (RFC 9110 §9.1, OpenAPI's path templating), or says what is wrong with it. */
export function readEndpoint(text: string): Endpoint | Fault {
  if (text.length > LONGEST_ENDPOINT) {
    return { what: `more than ${LONGEST_ENDPOINT} characters`, at: LONGEST_ENDPOINT };
  }
  const space = text.indexOf(" ");
  if (space === -1) return { what: "no space between method and path", at: text.length };
  const method = text.slice(0, space);
  if (!METHOD.test(method)) return { what: "a method that is neither in capitals nor *", at: 0 };
  const path = text.slice(space + 1);
  const start = space + 1;
  if (!path.startsWith("/")) return { what: "a path that does not begin with a slash", at: start };
  const read = readPattern(path);
  return isFault(read) ? { what: read.what, at: start + read.at } : { text, method, ...read };
}

function readPattern(path: string): Pick<Endpoint, "segments" | "isOpen"> | Fault {
  const raw = path.slice(1).split("/");
  // A trailing slash is ignored, and "/" alone has no segments.
  if (raw.at(-1) === "") raw.pop();
  const isOpen = raw.at(-1) === "*";
  if (isOpen && path.endsWith("/")) return { what: "a slash after the last *", at: path.length - 1 };
  const segments: Endpoint["segments"][number][] = [];
  let at = 1;
  for (const one of isOpen ? raw.slice(0, -1) : raw) {
    const read = PARAMETER.test(one) ? "parameter" : readLiteral(one);
    if (read !== "parameter" && isFault(read)) return { what: read.what, at: at + read.at };
    segments.push(read);
    at += one.length + 1;
  }
  return { segments, isOpen };
}

function readLiteral(raw: string): Segment | Fault {
  for (let at = 0; at < raw.length; at++) {
    const character = raw.charAt(at);
    const what = SIGNIFICANT[character];
    if (what) return { what, at };
    if (NOT_IN_URLS.test(character)) return { what: `“${character}”, which is percent-encoded in URLs`, at };
  }
  return readSegment(raw);
}

/** A canonical spelling: parameter names and a trailing slash make no difference. */
export function meaningOf({ method, segments, isOpen }: Endpoint): string {
  const written = segments.map((one) => (one === "parameter" ? "{}" : one.text));
  return `${method} /${[...written, ...(isOpen ? ["*"] : [])].join("/")}`;
}
