import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // A one-time link is in a page's path: it must not travel on.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const TWO_YEARS_S = 63_072_000;

/** The same for what the Worker answers and for assets, which pass through it. */
export function securityHeaders() {
  return createMiddleware<App>(async function securityHeaders(c, next) {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (c.req.url.startsWith("https:")) {
      c.res.headers.set("Strict-Transport-Security", `max-age=${TWO_YEARS_S}; includeSubDomains`);
    }
  });
}
