import type { Role } from "../organizations/roles.ts";

/**
 * How a session came in: by a password, by a one-time link that set one, by a passkey, by the organization's identity
 * provider, or by Cloudflare Access, which stands before the deployment.
 */
export const WAYS = ["password", "link", "passkey", "provider", "access"] as const;

export type Way = (typeof WAYS)[number];

/** In words, behind “signed in”. */
export const BY_WAY: Record<Way, string> = {
  password: "with a password",
  link: "by a one-time link",
  passkey: "with a passkey",
  provider: "by the organization's identity provider",
  access: "by Cloudflare Access",
};

/** How a session came in, and when its person last proved who they are (ms UTC). */
export type Opened = { way: Way; provedAt: number };

/** Whether it is somebody else's word, which counts in one organization alone. */
export function isOfProvider(way: Way): boolean {
  return way === "provider" || way === "access";
}

/** Whether a way opens an organization whose provider is required: its own do, and each for a Master Admin (break-glass). */
export function opensDespiteProvider(way: Way, role: Role): boolean {
  return isOfProvider(way) || role === "master_admin";
}
