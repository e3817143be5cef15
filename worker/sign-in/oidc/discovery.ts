import * as oauth from "oauth4webapi";
import { requestOptions } from "./client.ts";
import { demandReachable, type Outside } from "./outside.ts";
import { asFailure } from "./problem-of.ts";
import { ProviderFailure } from "./provider-failure.ts";

const KEPT_MS = 10 * 60_000;

/**
 * A provider's metadata (OpenID Connect Discovery §4), cached for ten minutes. Its keys are not: each sign-in fetches
 * them, so that new ones work at once. @throws ProviderFailure
 */
export async function discover(issuer: string, outside: Outside): Promise<oauth.AuthorizationServer> {
  const known = outside.known.get(issuer);
  // A copy: oauth4webapi caches keys by the object, for up to five minutes.
  if (known && known.until > outside.now()) return { ...known.server };
  const server = await ask(issuer, outside).catch((error) => Promise.reject(asFailure(error)));
  outside.known.set(issuer, { server, until: outside.now() + KEPT_MS });
  return { ...server };
}

async function ask(issuer: string, outside: Outside): Promise<oauth.AuthorizationServer> {
  const url = demandReachable(issuer, outside);
  const answer = await oauth.discoveryRequest(url, { algorithm: "oidc", ...requestOptions(outside) });
  const server = await oauth.processDiscoveryResponse(url, answer);
  const { authorization_endpoint, token_endpoint, jwks_uri } = server;
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) throw new ProviderFailure("metadata-invalid");
  demandReachable(authorization_endpoint, outside);
  return server;
}
