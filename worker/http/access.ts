import type { Context } from "hono";
import { generateCookie, getCookie } from "hono/cookie";

/** Cloudflare Access's assertion, as it came: anybody else may have written it. */
export function assertionOf(c: Context): string | null {
  return c.req.header("Cf-Access-Jwt-Assertion") ?? null;
}

const NAME = "latchkey-access";
const ATTRIBUTES = { path: "/", secure: true, sameSite: "Strict" } as const;

/**
 * The `Set-Cookie` that tells the sign-in page, which cannot see that header, whether Access names somebody; null if
 * the browser's cookie is already right.
 */
export function accessHint(c: Context, isSomebody: boolean): string | null {
  if (isSomebody) return generateCookie(NAME, "1", ATTRIBUTES);
  return getCookie(c, NAME) === undefined ? null : generateCookie(NAME, "", { ...ATTRIBUTES, maxAge: 0 });
}
