import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";
import { GATEWAY_HEADERS } from "./original-request.ts";
import { pathUnknown } from "./path-unknown.ts";

/** What Envoy is told to add to its questions (see the documentation), for it adds nothing by itself. */
const MARK = "X-Forward-Auth";

/**
 * After `/forward-auth`. A gateway that joins a client's un-normalised path to that address may end up
 * anywhere (`/forward-auth/../healthz`), and must not read the 200 of another address as a yes.
 */
export function noGatewayQuestions() {
  return createMiddleware<App>(async function noGatewayQuestions(c, next) {
    const { headers } = c.req.raw;
    if ([...GATEWAY_HEADERS, MARK].some((name) => headers.has(name))) return pathUnknown(c);
    await next();
  });
}
