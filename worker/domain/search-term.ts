import * as z from "zod/mini";
import { prefixOfTokenIn } from "./tokens/token-in-text.ts";

const LONGEST_TERM = 100;

/**
 * A literal substring to look for, folded like the texts that it is compared with; a blank one means no filter. A
 * whole token is refused, so that nobody gets used to putting tokens into addresses.
 */
export const searchTermSchema = z.string({ error: "input-invalid" }).check(
  z.refine((term) => prefixOfTokenIn(term) === null, { error: "search-is-a-secret", abort: true }),
  z.refine((term) => [...term].length <= LONGEST_TERM, { error: "search-too-long" }),
);

/** With the dots that would combine with what is left. */
const DOTTED_I = /İ\u0307*/g;

/**
 * Folds case beyond ASCII too, which SQLite's `lower()` and LIKE do not. Lower, then upper: capitals have no
 * contextual forms (a final sigma and any other become Σ), and K and the Kelvin sign fold alike. The Turkish İ folds
 * to I, as ı does by itself: `istanbul` finds İstanbul.
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
