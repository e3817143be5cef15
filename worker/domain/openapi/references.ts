import { memberOf, textOf } from "./json-value.ts";

/** A chain of references that is longer has a circle in it, or is meant to cost time. */
const MOST_HOPS = 8;
const MOST_STEPS = 12;

/**
 * What stands behind `$ref`, if there is one (OpenAPI 3.1 §4.8.23, RFC 6901). Null where it is not in this
 * document, leads in a circle, or takes more steps than any reference that means something.
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

/** RFC 6901 §3 and §6: `~1` is a slash, `~0` a tilde, inside of a fragment that is percent-encoded. */
function unescaped(step: string): string {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // Then it stands for itself.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}
