import * as z from "zod";

const LONGEST_TERM = 100;

/** A literal substring to look for, folded like what it is compared with; blank means no filter. */
export const searchTermSchema = z
  .string({ error: "input-invalid" })
  .refine((term) => [...term].length <= LONGEST_TERM, { error: "search-too-long" });

/**
 * Folds case also beyond ASCII, which SQLite's `lower()` and LIKE do not. Down, then up: the capital
 * has no context (a final sigma and any other become Σ), and one form for K and the Kelvin sign.
 */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase().toUpperCase().normalize("NFC");
}
