import type { Ground as Change } from "../change/commit.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Outside } from "../sign-in/oidc/outside.ts";
import type { Vault } from "../sign-in/secrets/vault.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import type { PasswordLine } from "../verification/password-line.ts";

/** What procedures and routes run on: what verification and changes do, and what they need themselves. */
export type Runtime = Verification &
  Change & {
    passwordLine: PasswordLine;
    randomBytes: RandomBytes;
    /** Seals what is stored and has to be read again. */
    vault: Vault;
    /** How identity providers are reached. */
    outside: Outside;
    /** Where this deployment is reached: `https://tokens.example.com`. */
    origin: string;
    /**
     * Where a link in mail may lead; null where the deployment does not say where it is reached, and this request came
     * from anywhere: a `Host` that somebody made up must not be given a secret.
     */
    mailOrigin: string | null;
  };
