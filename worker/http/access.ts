import type { Context } from "hono";
import { generateCookie, getCookie } from "hono/cookie";

/** What Cloudflare Access says of whoever asks, as it came: anybody else may have written it. */
export function assertionOf(c: Context): string | null {
  return c.req.header("Cf-Access-Jwt-Assertion") ?? null;
}

const NAME = "latchkey-access";
const ATTRIBUTES = { path: "/", secure: true, sameSite: "Strict" } as const;

/**
 * The `Set-Cookie` that tells the sign-in page, which does not see that header, whether there is somebody to ask about;
 * null where the browser needs to be told nothing.
 */
export function accessHint(c: Context, isSomebody: boolean): string | null {
  if (isSomebody) return generateCookie(NAME, "1", ATTRIBUTES);
  return getCookie(c, NAME) === undefined ? null : generateCookie(NAME, "", { ...ATTRIBUTES, maxAge: 0 });
}
