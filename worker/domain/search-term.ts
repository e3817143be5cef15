import * as z from "zod/mini";
import { prefixOfTokenIn } from "./tokens/token-in-text.ts";

const LONGEST_TERM = 100;

/**
 * A literal substring to look for, folded like what it is compared with; blank means no filter. A whole token finds
 * nothing: it is refused, so that nobody gets used to putting it into addresses.
 */
export const searchTermSchema = z.string({ error: "input-invalid" }).check(
  z.refine((term) => prefixOfTokenIn(term) === null, { error: "search-is-a-secret", abort: true }),
  z.refine((term) => [...term].length <= LONGEST_TERM, { error: "search-too-long" }),
);

/** With the dots that would make another one of what is left. */
const DOTTED_I = /İ\u0307*/g;

/**
 * Folds case also beyond ASCII, which SQLite's `lower()` and LIKE do not. Down, then up: the capital
 * has no context (a final sigma and any other become Σ), and one form for K and the Kelvin sign. The
 * Turkish İ is an I, as ı becomes one by itself: who types `istanbul` finds İstanbul.
 */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .toUpperCase()
    .normalize("NFC")
    .replace(DOTTED_I, "I")
    .normalize("NFC");
}
