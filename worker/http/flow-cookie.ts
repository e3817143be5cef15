import type { Context } from "hono";
import { generateCookie, getCookie } from "hono/cookie";

/**
 * Binds a sign-in with a provider to the browser that began it. `Lax`, because the browser returns from another site.
 * It is used once and gives no access.
 */
const NAME = "latchkey-flow";
const ATTRIBUTES = { prefix: "host", path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;

export function readFlowCookie(c: Context): string | undefined {
  return getCookie(c, NAME, "host");
}

export function flowCookie(secret: string, maxAgeMs: number): string {
  return generateCookie(NAME, secret, { ...ATTRIBUTES, maxAge: Math.ceil(maxAgeMs / 1000) });
}

export function clearedFlowCookie(): string {
  return generateCookie(NAME, "", { ...ATTRIBUTES, maxAge: 0 });
}
