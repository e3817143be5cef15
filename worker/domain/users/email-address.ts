import * as z from "zod";

const LONGEST_ADDRESS = 254;

/** Addresses are compared trimmed and lower-cased, and kept so. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** An address to keep: checked as HTML checks `<input type=email>`, at most 254 characters (RFC 5321). */
export const emailSchema = z
  .string({ error: "email-invalid" })
  .transform(normalizeEmail)
  .pipe(z.email({ error: "email-invalid" }).max(LONGEST_ADDRESS, { error: "email-invalid" }));

const LONGEST_ENTERED = 1000;

/** An address as it is entered to sign in. What is no address is simply not known, and is answered like it. */
export const enteredEmailSchema = z
  .string({ error: "email-invalid" })
  .max(LONGEST_ENTERED, { error: "email-invalid" })
  .transform(normalizeEmail);
