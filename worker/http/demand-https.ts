import { createMiddleware } from "hono/factory";
import { Refusal } from "../domain/errors.ts";
import { isPrivateAddress, isPrivateHost } from "../domain/private-network.ts";
import type { App } from "./hono.ts";
import { type Problem, problem, problemOf, type Say } from "./problem.ts";

/** Whether a request came over plain http to a host outside this machine and private networks. */
export function isInTheClear(url: string): boolean {
  return url.startsWith("http:") && !isPrivateHost(new URL(url).hostname);
}

/**
 * Whether a gateway's question came over plain http from the internet. Gateways in private networks often use plain
 * http, and some send the client's own Host. Then the address decides, unless the public name was called. Cloudflare
 * sets the address; without one, the host alone decides.
 */
export function isQuestionInTheClear(url: string, address: string, publicOrigin: string | null): boolean {
  if (!isInTheClear(url)) return false;
  const isPublicName = publicOrigin !== null && new URL(url).host === new URL(publicOrigin).host;
  return isPublicName || !isPrivateAddress(address);
}

/** RFC 6750 §5.3: a token that crossed the network in the clear must not be useful. */
export function httpsRequiredProblem(): Problem {
  return problemOf(new Refusal("https-required"));
}

/** Refuses plain http, except on this machine and in private networks, before any secret is read. */
export function demandHttps(say: Say = problem) {
  return createMiddleware<App>(async function demandHttps(c, next) {
    if (isInTheClear(c.req.raw.url)) return say(httpsRequiredProblem());
    await next();
  });
}
