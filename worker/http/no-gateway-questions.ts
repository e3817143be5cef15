import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";
import { GATEWAY_HEADERS } from "./original-request.ts";
import { pathUnknown } from "./path-unknown.ts";

/** The header that Envoy is told to add to its questions (see the documentation); it adds none by itself. */
const MARK = "X-Forward-Auth";

const SIGNS = [...GATEWAY_HEADERS, MARK];

/**
 * After `/forward-auth`. A gateway that appends a client's un-normalised path to that address may reach another route
 * (`/forward-auth/../healthz`), and must not take its 200 for a yes.
 */
export function noGatewayQuestions() {
  return createMiddleware<App>(async function noGatewayQuestions(c, next) {
    const { headers } = c.req.raw;
    if (SIGNS.some((name) => headers.has(name))) return pathUnknown(c);
    await next();
  });
}
