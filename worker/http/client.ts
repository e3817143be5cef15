import type { Context } from "hono";

const LONGEST_USER_AGENT = 400;

/** From where a request comes. Cloudflare sets the address; nobody else's header is believed. */
export function clientOf(c: Context): { address: string; userAgent: string | null } {
  return {
    address: c.req.header("CF-Connecting-IP") ?? "unknown",
    userAgent: c.req.header("User-Agent")?.slice(0, LONGEST_USER_AGENT) ?? null,
  };
}
