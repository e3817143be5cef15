import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";
import { problem } from "./problem.ts";

const FOREIGN = "This request did not come from this web app.";

/**
 * Before tRPC, whose mutations would also run from a form on another site. A mutation has to name this origin and be
 * JSON; a query must not come from another site. If a proxy rewrites Host, PUBLIC_ORIGIN is the origin that the
 * browser knows.
 */
export function sameOrigin() {
  return createMiddleware<App>(async function sameOrigin(c, next) {
    const site = c.req.header("Sec-Fetch-Site");
    const foreign = site !== undefined && site !== "same-origin" && site !== "none";
    const origin = c.req.header("Origin");
    const isOwn = origin === new URL(c.req.url).origin || origin === c.var.runtime.settings.publicOrigin;
    const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
    if (foreign || (changes ? !isOwn : origin !== undefined && !isOwn)) {
      return problem({ status: 403, code: "origin-foreign", detail: FOREIGN });
    }
    const type = c.req.header("Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
    if (changes && type !== "application/json") {
      return problem({ status: 415, code: "media-type-unsupported", detail: "Send JSON: application/json." });
    }
    await next();
  });
}
