import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";

/** For every answer: somebody who opens one that is not a page can do nothing in it. */
const ANSWER = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // A page's address holds search terms, which must not leave it.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const PAGE = {
  ...ANSWER,
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const OF_ANSWERS = Object.entries(ANSWER);
const OF_PAGES = Object.entries(PAGE);

const TWO_YEARS_S = 63_072_000;

/** Sets headers on the Worker's answers and on assets, which pass through it; headers for pages go on pages alone. */
export function securityHeaders() {
  return createMiddleware<App>(async function securityHeaders(c, next) {
    await next();
    const { headers } = c.res;
    for (const [name, value] of maybePage(c.res) ? OF_PAGES : OF_ANSWERS) headers.set(name, value);
    if (c.req.url.startsWith("https:")) {
      headers.set("Strict-Transport-Security", `max-age=${TWO_YEARS_S}; includeSubDomains`);
    }
  });
}

/** With a 304 a browser applies new headers to the page that it kept (RFC 9111 §4.3.4). */
function maybePage({ status, headers }: Response): boolean {
  return status === 304 || headers.get("Content-Type")?.startsWith("text/html") === true;
}
