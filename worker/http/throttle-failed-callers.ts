import { createMiddleware } from "hono/factory";
import { parseToken } from "../domain/tokens/token.ts";
import { readCredential } from "../verification/credential.ts";
import { clientOf } from "./client.ts";
import type { App } from "./hono.ts";
import type { Say } from "./problem.ts";

/** Before `authenticate`: 429 for a client address from which too many callers were just refused. */
export function throttleFailedCallers(say: Say) {
  return createMiddleware<App>(async function throttleFailedCallers(c, next) {
    const [isolate, runtime] = [c.get("isolate"), c.get("runtime")];
    const { address } = clientOf(c);
    const credential = readCredential(c.req.raw.headers);
    const presented = credential.kind === "presented" ? credential.text : "";
    const tokenId = parseToken(presented, runtime.settings.tokenPrefix)?.id ?? null;
    const waitS = isolate.failedCallers.waitS(address, tokenId, runtime.now());
    if (waitS > 0) {
      return say({
        status: 429,
        code: "too_many_requests",
        detail: `Too many callers from this address were refused. Try again in ${waitS} s.`,
        headers: { "Retry-After": String(waitS) },
      });
    }
    await next();
    if (c.res.status === 401) isolate.failedCallers.refused(address, runtime.now());
    else if (c.get("actor") && tokenId) isolate.failedCallers.letIn(tokenId, runtime.now());
  });
}
