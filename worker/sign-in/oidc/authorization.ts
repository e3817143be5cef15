import * as oauth from "oauth4webapi";
import { type RandomBytes, randomBase62 } from "../../domain/base62.ts";
import type { Registration } from "./client.ts";
import { discover } from "./discovery.ts";
import type { Outside } from "./outside.ts";

/** What the end of a sign-in has to match. `at`: when it began, in ms UTC. */
export type Begun = { state: string; nonce: string; codeVerifier: string; at: number };

/** 256 bits, in the alphabet of RFC 7636 §4.1. */
const SECRET_LENGTH = 43;

/**
 * Where the browser is sent (OpenID Connect Core §3.1.2.1, PKCE with S256). `proves`: the person has to sign in there
 * again, whatever session they have. @throws ProviderFailure
 */
export async function begin(
  { issuer, clientId }: Registration,
  { redirectUri, proves, state, at }: { redirectUri: string; proves: boolean; state: string; at: number },
  outside: Outside,
  randomBytes: RandomBytes,
): Promise<{ url: string; begun: Begun }> {
  const server = await discover(issuer, outside);
  const secret = () => randomBase62(SECRET_LENGTH, randomBytes);
  const begun = { state, nonce: secret(), codeVerifier: secret(), at };
  const url = new URL(server.authorization_endpoint as string);
  const asked = {
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.codeVerifier),
    code_challenge_method: "S256",
    ...(proves ? { prompt: "login", max_age: "0" } : {}),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return { url: url.href, begun };
}
