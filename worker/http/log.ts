import { DrizzleQueryError } from "drizzle-orm";
import { randomBase62 } from "../domain/base62.ts";

type Fact = string | number | null | readonly string[];

/** Writes one line of JSON for the operator. Never a header, a body, a query string or a page's path. */
export function logEvent(event: string, facts: Record<string, Fact> = {}): void {
  // biome-ignore lint/suspicious/noConsole: the Worker's log is its console.
  console.log(JSON.stringify({ event, ...facts }));
}

const REFERENCE_LENGTH = 10;
const MOST_FRAMES = 15;

/**
 * Logs a fault under a reference that the caller is told. Messages are kept unless they may quote what was sent:
 * Drizzle's lists a query's parameters, a parser's quotes the text.
 */
export function logFailure(where: string, error: unknown): string {
  const told = error instanceof DrizzleQueryError ? error.cause : error;
  const reference = randomBase62(REFERENCE_LENGTH, (length) =>
    crypto.getRandomValues(new Uint8Array(length)),
  );
  logEvent("failure", { reference, where, error: wordsOf(told), stack: framesOf(told) });
  return reference;
}

/** No program's message holds a run of letters and digits this long: it is a secret or a hash. */
const SECRET = /[0-9A-Za-z]{24,}/g;

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error instanceof SyntaxError ? error.name : `${error.name}: ${error.message.replace(SECRET, "…")}`;
}

const FRAME = /^ +at (?:async )?(?:(.+) \()?(?:.*\/)?([^/]+?:\d+:\d+)\)?$/;

/**
 * Where the fault happened, innermost first: names and places alone, because the stack itself begins with the
 * message.
 */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const origin = error.cause instanceof Error ? error.cause : error;
  const frames = [origin, error].flatMap(({ stack = "" }) =>
    stack.split("\n").map((line) => FRAME.exec(line)),
  );
  const places = frames.flatMap((frame) => (frame ? [[frame[1], frame[2]].filter(Boolean).join(" ")] : []));
  return [...new Set(places)].slice(0, MOST_FRAMES);
}
