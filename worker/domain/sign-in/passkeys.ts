import * as z from "zod/mini";

/** How many passkeys a person may have. */
export const MOST_PASSKEYS = 20;

export const passkeyIdSchema = z
  .string({ error: "id-invalid" })
  .check(z.maxLength(100, { error: "id-invalid" }));

export const CHALLENGE_PURPOSES = ["register", "signIn", "prove"] as const;

/** How long a challenge can be answered. */
export const CHALLENGE_LIFE_MS = 5 * 60 * 1000;

/**
 * How many challenges of one client may be open at once. Each visit to the sign-in page asks for one, and many people
 * may share an address.
 */
export const MOST_CHALLENGES = 300;
