import { emailSchema } from "../users/email-address.ts";

/** Whom a provider says that somebody is. `authenticatedAt` in ms UTC; null where it does not say. */
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
 * The address of a claim as it is kept here, or null where it is none. Before letters are made small it has to be
 * ASCII: the Kelvin sign becomes a `k` and so an address that its holder never had.
 */
export function claimedEmail(claim: string): string | null {
  if (!ASCII.test(claim)) return null;
  const read = emailSchema.safeParse(claim);
  return read.success ? read.data : null;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}
