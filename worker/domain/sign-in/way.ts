import type { Role } from "../organizations/roles.ts";

/**
 * How a session was opened: by a password, by a one-time link that set one, by a passkey, by the organization's
 * identity provider, or by Cloudflare Access in front of the deployment.
 */
export const WAYS = ["password", "link", "passkey", "provider", "access"] as const;

export type Way = (typeof WAYS)[number];

/** As words that follow “signed in”. */
export const BY_WAY: Record<Way, string> = {
  password: "with a password",
  link: "by a one-time link",
  passkey: "with a passkey",
  provider: "by the organization's identity provider",
  access: "by Cloudflare Access",
};

/** How a session was opened, and when its person last proved who they are (ms UTC). */
export type Opened = { way: Way; provedAt: number };

/** Whether somebody else vouches for the person; that counts in one organization alone. */
export function isOfProvider(way: Way): boolean {
  return way === "provider" || way === "access";
}

/**
 * Whether a way opens an organization that requires its provider: the provider's own ways do, and every way does for
 * a Master Admin (break-glass).
 */
export function opensDespiteProvider(way: Way, role: Role): boolean {
  return isOfProvider(way) || role === "master_admin";
}
