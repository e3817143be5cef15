import type { Context } from "hono";

const LONGEST_USER_AGENT = 400;

/** Where a request comes from. Cloudflare sets the address; no other header is believed. */
export function clientOf(c: Context): { address: string; userAgent: string | null } {
  return {
    address: c.req.header("CF-Connecting-IP") ?? "unknown",
    userAgent: c.req.header("User-Agent")?.slice(0, LONGEST_USER_AGENT) ?? null,
  };
}
