import type { Ground as Change } from "../change/commit.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Outside } from "../sign-in/oidc/outside.ts";
import type { Vault } from "../sign-in/secrets/vault.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import type { PasswordLine } from "../verification/password-line.ts";

/** What procedures and routes need: everything for verification and changes, and their own. */
export type Runtime = Verification &
  Change & {
    passwordLine: PasswordLine;
    randomBytes: RandomBytes;
    /** Encrypts what is stored and has to be read again. */
    vault: Vault;
    /** How identity providers are reached. */
    outside: Outside;
    /** Where this deployment is reached: `https://tokens.example.com`. */
    origin: string;
    /**
     * Where links in mail may lead. Null if the deployment does not say where it is reached and the request did not
     * come from this machine: a forged `Host` must not receive a secret.
     */
    mailOrigin: string | null;
  };
