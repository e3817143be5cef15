import { memberOf, textOf } from "./json-value.ts";

/** A longer chain of references is circular or an attack. */
const MOST_HOPS = 8;
const MOST_STEPS = 12;

/**
 * The value behind `$ref`, if there is one (OpenAPI 3.1 §4.8.23, RFC 6901). Null if it is outside this document,
 * circular, or takes too many steps.
 */
export function dereferenced(value: unknown, document: unknown): unknown {
  let found = value;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const reference = memberOf(found, "$ref");
    if (reference === undefined) return found;
    found = target(textOf(reference), document);
  }
  return null;
}

function target(reference: string | undefined, document: unknown): unknown {
  if (!reference?.startsWith("#/")) return null;
  const steps = reference.slice(2).split("/", MOST_STEPS + 1);
  if (steps.length > MOST_STEPS) return null;
  let found = document;
  for (const step of steps) found = memberOf(found, unescaped(step));
  return found ?? null;
}

/** RFC 6901 §3 and §6: `~1` is a slash, `~0` a tilde, inside a percent-encoded fragment. */
function unescaped(step: string): string {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // A malformed escape stands for itself.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}
