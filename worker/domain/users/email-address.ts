import * as z from "zod";

const LONGEST_ADDRESS = 254;

/** Addresses are compared trimmed and lower-cased, and kept so. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The WHATWG's "valid e-mail address" (HTML, §4.10.5.1.5). Zod has it too, at the price of all its patterns. */
const VALID =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** An address to keep: checked as HTML checks `<input type=email>`, at most 254 characters (RFC 5321). */
export const emailSchema = z
  .string({ error: "email-invalid" })
  .transform(normalizeEmail)
  .pipe(z.email({ pattern: VALID, error: "email-invalid" }).max(LONGEST_ADDRESS, { error: "email-invalid" }));

const LONGEST_ENTERED = 1000;

/** An address as it is entered to sign in. What is no address is simply not known, and is answered like it. */
export const enteredEmailSchema = z
  .string({ error: "email-invalid" })
  .max(LONGEST_ENTERED, { error: "email-invalid" })
  .transform(normalizeEmail);
