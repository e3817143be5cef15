import { emailSchema } from "../users/email-address.ts";

/** The person that a provider names. `authenticatedAt` in ms UTC; null if the provider does not say. */
export type Identity = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  authenticatedAt: number | null;
};

const ASCII = /^[\x21-\x7e]+$/;

/**
 * The address of a claim in its stored form, or null if it is not one. It has to be ASCII before it is lower-cased:
 * the Kelvin sign becomes a `k`, and so an address that its holder never had.
 */
export function claimedEmail(claim: string): string | null {
  if (!ASCII.test(claim)) return null;
  const read = emailSchema.safeParse(claim);
  return read.success ? read.data : null;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}
