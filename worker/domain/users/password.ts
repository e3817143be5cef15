import * as z from "zod/mini";
import { Refusal } from "../errors.ts";
import { isCommonPassword } from "./password-block-list.ts";
import { normalizePassword, passwordLength, SHORTEST_PASSWORD } from "./password-length.ts";

/** Far above any pass phrase, and low enough that hashing cannot be abused. */
const LONGEST_PASSWORD = 1000;

/** A password entered to sign in: only the hash judges it. */
export const enteredPasswordSchema = z
  .string({ error: "password-missing" })
  .check(
    z.minLength(1, { error: "password-missing" }),
    z.maxLength(LONGEST_PASSWORD, { error: "credentials-wrong" }),
  );

/** A password to set; `checkNewPassword` decides. */
export const newPasswordSchema = z.string({ error: "password-missing" }).check(
  z.refine((password) => passwordLength(password) >= SHORTEST_PASSWORD, {
    error: "password-too-short",
    abort: true,
  }),
  z.maxLength(LONGEST_PASSWORD, { error: "password-too-long" }),
);

/**
 * No composition rules, only a block list (NIST 800-63B-4 §3.1.1.2): commonly used passwords, and those made of what
 * everybody knows about this account.
 * @throws Refusal `password-common`
 */
export function checkNewPassword(password: string, known: readonly string[], field: string): void {
  if (isCommonPassword(normalizePassword(password), known)) throw new Refusal("password-common", { field });
}
