import * as oauth from "oauth4webapi";
import type { Identity } from "../../domain/sign-in/identity.ts";
import { isSubject } from "../../domain/sign-in/subject.ts";
import type { Begun } from "./authorization.ts";
import { authenticationOf, clientOf, type Registration, requestOptions } from "./client.ts";
import { discover } from "./discovery.ts";
import type { Outside } from "./outside.ts";
import { asFailure } from "./problem-of.ts";
import { ProviderFailure } from "./provider-failure.ts";

type Answer = {
  /** What the browser brought back. */
  parameters: URLSearchParams;
  redirectUri: string;
  begun: Begun;
  /** Whether the person signed in there again since `begin`. */
  proves: boolean;
};

/**
 * The person that the provider names. The answer comes from this provider (RFC 9207), its code is redeemed, and the
 * ID token is for this sign-in and this client, issued recently, and signed with one of the provider's present keys
 * (OpenID Connect Core §3.1.3.7). @throws ProviderFailure
 */
export async function identify(
  registration: Registration,
  answer: Answer,
  outside: Outside,
): Promise<Identity> {
  const server = await discover(registration.issuer, outside);
  return identified(server, registration, answer, outside).catch((error) => Promise.reject(asFailure(error)));
}

async function identified(
  server: oauth.AuthorizationServer,
  registration: Registration,
  { parameters, redirectUri, begun, proves }: Answer,
  outside: Outside,
): Promise<Identity> {
  const client = clientOf(registration);
  const options = requestOptions(outside);
  const accepted = oauth.validateAuthResponse(server, client, parameters, begun.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authenticationOf(server, registration),
    accepted,
    redirectUri,
    begun.codeVerifier,
    options,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: begun.nonce,
    requireIdToken: true,
    // Since the sign-in began, however long the person took there.
    ...(proves ? { maxAge: Math.ceil((outside.now() - begun.at) / 1000) } : {}),
  });
  // Core §3.1.3.7 lets TLS stand for the signature here, but then a proxy that ends TLS would be believed.
  await oauth.validateApplicationLevelSignature(server, response, options);
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!claims || !isSubject(claims.sub)) throw new ProviderFailure("token-invalid");
  const told =
    claims.email === undefined
      ? await userInfo(server, client, tokens.access_token, claims.sub, options)
      : claims;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: textOf(told.email),
    // Some send a string (Core §5.1 knows only a boolean).
    emailVerified: told.email_verified === true || told.email_verified === "true",
    name: textOf(told.name) ?? textOf(claims.name),
    authenticatedAt: claims.auth_time === undefined ? null : claims.auth_time * 1000,
  };
}

/** Many give an address only there (Core §5.4). */
async function userInfo(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  accessToken: string,
  subject: string,
  options: ReturnType<typeof requestOptions>,
): Promise<Record<string, unknown>> {
  if (!server.userinfo_endpoint) return {};
  const answer = await oauth.userInfoRequest(server, client, accessToken, options);
  return { ...(await oauth.processUserInfoResponse(server, client, subject, answer)) };
}

function textOf(claim: unknown): string | null {
  return typeof claim === "string" && claim !== "" ? claim : null;
}
