import { createMiddleware } from "hono/factory";
import { Refusal } from "../domain/errors.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { readCredential } from "../verification/credential.ts";
import { verifyToken } from "../verification/verify-token.ts";
import { absentProblem, malformedProblem, refusedProblem } from "./challenge.ts";
import { countRestAnswer } from "./count-answer.ts";
import type { App } from "./hono.ts";
import { tellExpiry } from "./identity-headers.ts";
import { logEvent } from "./log.ts";
import { problem, type Say } from "./problem.ts";

/**
 * Lets in only requests with an API token that is valid now. The actor is then `c.get("actor")`, and
 * `c.get("scheme")` how the token was presented. `say` words the refusals of this door.
 */
export function authenticate(say: Say = problem) {
  return createMiddleware<App>(async function authenticate(c, next) {
    const credential = readCredential(c.req.raw.headers);
    if (credential.kind === "absent") return say(absentProblem());
    if (credential.kind === "malformed") return say(malformedProblem());
    // A slow sender may have lost the token before the last byte came, so the token is judged after the body.
    if (c.req.raw.body) await c.req.arrayBuffer();
    const { text, organizationId, scheme } = credential;
    const use = lastUse(c.req.method, c.req.path);
    const { method, url } = c.req;
    // Few tokens have endpoints of their own, and only they need the parsed path.
    const wanted = {
      method,
      get target() {
        return pathOf(url);
      },
    };
    const verdict = await verifyToken(c.get("runtime"), {
      text,
      kind: "api",
      organizationId,
      use,
      request: { to: "latchkey", wanted },
    });
    if (!verdict.ok) {
      logEvent("token.refused", { reason: verdict.refusal.reason, route: c.req.routePath });
      return tellExpiry(say(refusedProblem(scheme, verdict.refusal)), verdict);
    }
    c.set("actor", verdict.actor);
    c.set("scheme", scheme);
    await next();
    tellExpiry(c.res, verdict);
    if (c.error instanceof Refusal && c.error.reason === "token-ended") {
      c.res = say(refusedProblem(scheme, { reason: "unknown" }));
    }
    await countRestAnswer(c, use);
  });
}

/** As it came; Hono's own `path` has some escapes decoded. */
function pathOf(url: string): string {
  return new URL(url).pathname;
}
