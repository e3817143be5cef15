import type { Context } from "hono";
import { generateCookie, getCookie } from "hono/cookie";

/** RFC 6265bis §4.1.3.2: `__Host-` binds the cookie to this host and a secure connection. */
const NAME = "latchkey";
const ATTRIBUTES = { prefix: "host", path: "/", secure: true, httpOnly: true, sameSite: "Strict" } as const;

export function readSessionCookie(c: Context): string | undefined {
  return getCookie(c, NAME, "host");
}

/** The `Set-Cookie` that hands a session to the browser. */
export function sessionCookie(token: string, maxAgeMs: number): string {
  return generateCookie(NAME, token, { ...ATTRIBUTES, maxAge: Math.ceil(maxAgeMs / 1000) });
}

/** The `Set-Cookie` that removes it. */
export function clearedSessionCookie(): string {
  return generateCookie(NAME, "", { ...ATTRIBUTES, maxAge: 0 });
}
