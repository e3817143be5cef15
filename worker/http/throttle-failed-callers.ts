import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { clientNetwork } from "../domain/client-network.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";
import { parseToken } from "../domain/tokens/token.ts";
import { readCredential } from "../verification/credential.ts";
import { clientOf } from "./client.ts";
import type { App } from "./hono.ts";
import type { Say } from "./problem.ts";

/** Before `authenticate`: 429 if too many callers at this client address were just refused. */
export function throttleFailedCallers(say: Say) {
  return createMiddleware<App>(async function throttleFailedCallers(c, next) {
    const failedCallers = c.get("failedCallers");
    const { now } = c.get("runtime");
    const address = clientNetwork(clientOf(c).address);
    const waitS = failedCallers.waitS(address, now());
    if (waitS > 0) {
      const hash = await presentedHash(c);
      if (hash === null || !failedCallers.isTrusted(hash, now())) {
        return say({
          status: 429,
          code: "too_many_requests",
          detail: `Too many callers from this address were refused. Try again in ${waitS} s.`,
          headers: { "Retry-After": String(waitS) },
        });
      }
    }
    await next();
    if (c.res.status === 401) return failedCallers.refused(address, now());
    const actor = c.get("actor");
    if (actor) await failedCallers.letIn(actor.token.id, () => presentedHash(c), now());
  });
}

async function presentedHash(c: Context<App>): Promise<TokenHash | null> {
  const credential = readCredential(c.req.raw.headers);
  if (credential.kind !== "presented") return null;
  const parsed = parseToken(credential.text, c.get("runtime").settings.tokenPrefix);
  return parsed?.plain.hash() ?? null;
}
