import * as z from "zod/mini";
import { Refusal } from "../errors.ts";
import { isCommonPassword } from "./password-block-list.ts";
import { normalizePassword, passwordLength, SHORTEST_PASSWORD } from "./password-length.ts";

/** Far above any pass phrase, far below what hashing could be abused with. */
const LONGEST_PASSWORD = 1000;

/** A password as it is entered to sign in: judged by nothing but the hash. */
export const enteredPasswordSchema = z
  .string({ error: "password-missing" })
  .check(
    z.minLength(1, { error: "password-missing" }),
    z.maxLength(LONGEST_PASSWORD, { error: "credentials-wrong" }),
  );

/** A password to be set; `checkNewPassword` has the last word. */
export const newPasswordSchema = z.string({ error: "password-missing" }).check(
  z.refine((password) => passwordLength(password) >= SHORTEST_PASSWORD, {
    error: "password-too-short",
    abort: true,
  }),
  z.maxLength(LONGEST_PASSWORD, { error: "password-too-long" }),
);

/**
 * No rules of composition, only a block list (NIST 800-63B-4 §3.1.1.2): passwords that are commonly
 * used, and those made of what everybody knows about this account.
 * @throws Refusal `password-common`
 */
export function checkNewPassword(password: string, known: readonly string[], field: string): void {
  if (isCommonPassword(normalizePassword(password), known)) throw new Refusal("password-common", { field });
}
