import * as z from "zod/mini";

/** So many passkeys may a person have. */
export const MOST_PASSKEYS = 20;

export const passkeyIdSchema = z
  .string({ error: "id-invalid" })
  .check(z.maxLength(100, { error: "id-invalid" }));

export const CHALLENGE_PURPOSES = ["register", "signIn", "prove"] as const;

/** A challenge is answered within so long, or not at all. */
export const CHALLENGE_LIFE_MS = 5 * 60 * 1000;

/**
 * So many challenges of one client may be open at a moment. Each visit to the sign-in page asks for one, and many
 * people may be behind one address.
 */
export const MOST_CHALLENGES = 300;
