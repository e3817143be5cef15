import type { Context } from "hono";
import { generateCookie } from "hono/cookie";

/** What Cloudflare Access says of whoever asks, as it came: anybody else may have written it. */
export function assertionOf(c: Context): string | null {
  return c.req.header("Cf-Access-Jwt-Assertion") ?? null;
}

/** Tells the sign-in page, which does not see that header, that there is somebody to ask about. */
export function accessHint(): string {
  return generateCookie("latchkey-access", "1", { path: "/", secure: true, sameSite: "Strict" });
}
