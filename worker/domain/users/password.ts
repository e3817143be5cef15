import * as z from "zod";

/** Far above any pass phrase, far below what hashing could be abused with. */
const LONGEST_PASSWORD = 1000;

/** A password as it is entered to sign in: judged by nothing but the hash. */
export const enteredPasswordSchema = z
  .string({ error: "password-missing" })
  .min(1, { error: "password-missing" })
  .max(LONGEST_PASSWORD, { error: "credentials-wrong" });

/** NIST 800-63B-4 §3.1.1.2: normalised before it is hashed, so that every keyboard types the same. */
export function normalizePassword(password: string): string {
  return password.normalize("NFC");
}
