import { createMiddleware } from "hono/factory";
import { Refusal } from "../domain/errors.ts";
import { isPrivateAddress, isPrivateHost } from "../domain/private-network.ts";
import type { App } from "./hono.ts";
import { type Problem, problem, problemOf, type Say } from "./problem.ts";

/** Whether a request came over plain http to a host that is not of this machine or of a private network. */
export function isInTheClear(url: string): boolean {
  return url.startsWith("http:") && !isPrivateHost(new URL(url).hostname);
}

/**
 * Whether a gateway's question came over plain http from the internet. Gateways in private networks often speak
 * it, and some put the client's own Host into their question: then it is the address that tells, unless it was
 * called by the public name. The address is Cloudflare's word; where nobody says it, the host alone counts.
 */
export function isQuestionInTheClear(url: string, address: string, publicOrigin: string | null): boolean {
  if (!isInTheClear(url)) return false;
  const isPublicName = publicOrigin !== null && new URL(url).host === new URL(publicOrigin).host;
  return isPublicName || !isPrivateAddress(address);
}

/** RFC 6750 §5.3: what has gone over the wire in the clear must not be useful. */
export function httpsRequiredProblem(): Problem {
  return problemOf(new Refusal("https-required"));
}

/** Lets in nobody over plain http but on this machine and in private networks, before any secret is looked at. */
export function demandHttps(say: Say = problem) {
  return createMiddleware<App>(async function demandHttps(c, next) {
    if (isInTheClear(c.req.raw.url)) return say(httpsRequiredProblem());
    await next();
  });
}
