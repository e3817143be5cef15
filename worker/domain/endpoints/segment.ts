/**
 * One path segment in comparable form: escapes of unreserved characters decoded, the others in capitals (RFC 3986
 * §6.2.2). `decoded` is the form for APIs that also decode reserved characters.
 */
export type Segment = { text: string; decoded: string };

/** What is wrong with a text, as the end of a sentence, and where: in UTF-16 units from 0. */
export type Fault = { what: string; at: number };

/** RFC 3986 §3.3 `pchar` without escapes, and without `;`: some APIs cut a segment there, others do not. */
const PLAIN = /^[A-Za-z0-9\-._~!$&'()*+,=:@]+$/;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
/** A run of escapes, a lone `%`, or a character that must be escaped in a segment. */
const NOT_PLAIN = /(?:%[0-9A-Fa-f]{2})+|[^A-Za-z0-9\-._~!$&'()*+,=:@]/gu;
const RESERVED_ESCAPE = /%(?:21|23|24|26|27|28|29|2A|2B|2C|3A|3D|3F|40|5B|5D)/;

/** Escapes that some programs decode before they split the path, or twice, and others do not. */
const TREACHEROUS_ESCAPES: Record<string, string> = {
  "%00": "an encoded NUL (%00)",
  "%25": "an encoded percent sign (%25)",
  "%2E": "an encoded dot (%2E)",
  "%2F": "an encoded slash (%2F)",
  "%3B": "an encoded semicolon (%3B)",
  "%5C": "an encoded backslash (%5C)",
};

const TREACHEROUS_CHARACTERS: Record<string, string> = {
  "\\": "a backslash",
  ";": "a semicolon",
  "#": "a number sign (#)",
  "%": "a percent sign that begins no escape",
};

export function isFault(read: object): read is Fault {
  return "what" in read;
}

/** Reads one segment, or says what in it two programs could read differently. */
export function readSegment(raw: string): Segment | Fault {
  if (raw === "") return { what: "an empty segment (//)", at: 0 };
  if (raw === "." || raw === "..") return { what: `a dot segment (${raw})`, at: 0 };
  if (PLAIN.test(raw)) return { text: raw, decoded: raw };
  let text = "";
  let end = 0;
  for (const { 0: found, index } of raw.matchAll(NOT_PLAIN)) {
    const read = found.startsWith("%") && found !== "%" ? readEscapes(found) : readCharacter(found);
    if (typeof read !== "string") return { what: read.what, at: index + read.at };
    text += raw.slice(end, index) + read;
    end = index + found.length;
  }
  text += raw.slice(end);
  return { text, decoded: decodeURIComponent(text) };
}

/** The first escape of a reserved character, which some programs decode before they compare. */
export function reservedEscape(text: string): Fault | null {
  const found = RESERVED_ESCAPE.exec(text);
  return found && { what: `an encoded reserved character (${found[0]})`, at: found.index };
}

function readEscapes(run: string): string | Fault {
  let text = "";
  for (let at = 0; at < run.length; at += 3) {
    const unit = run.slice(at, at + 3).toUpperCase();
    const what = TREACHEROUS_ESCAPES[unit] ?? encodedControl(unit);
    if (what) return { what, at };
    const character = String.fromCharCode(Number.parseInt(unit.slice(1), 16));
    text += UNRESERVED.test(character) ? character : unit;
  }
  // Overlong or broken UTF-8: some programs read a slash or a dot in it.
  return isUtf8(text) ? text : { what: `escapes that are not UTF-8 (${text.slice(0, 9)})`, at: 0 };
}

function readCharacter(character: string): string | Fault {
  const code = character.codePointAt(0) as number;
  const name = TREACHEROUS_CHARACTERS[character];
  if (name) return { what: name, at: 0 };
  if (code < 0x20 || code === 0x7f) return { what: `a control character (${unicode(code)})`, at: 0 };
  if (code > 0x7f) return { what: `a character that is not percent-encoded (${unicode(code)})`, at: 0 };
  return encodeURIComponent(character);
}

/** Server patterns stop at an encoded line end; other programs take it for one more character. */
function encodedControl(unit: string): string | null {
  const code = Number.parseInt(unit.slice(1), 16);
  return code < 0x20 || code === 0x7f ? `an encoded control character (${unit})` : null;
}

function isUtf8(escapes: string): boolean {
  try {
    decodeURIComponent(escapes);
    return true;
  } catch {
    return false;
  }
}

function unicode(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
