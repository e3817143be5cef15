import { randomBytes } from "node:crypto";

const SECRETS_KEY_BYTES = 32;

/** A new `SECRETS_KEY`, which encrypts what is stored and has to be read again. Base64. */
export function newSecretsKey(): string {
  return randomBytes(SECRETS_KEY_BYTES).toString("base64");
}
