import * as oauth from "oauth4webapi";
import { boundedFetch, type Outside } from "./outside.ts";

/** This application's registration at a provider; `clientSecret` is null for a public client. */
export type Registration = { issuer: string; clientId: string; clientSecret: string | null };

/** How much two clocks may differ. */
const CLOCK_TOLERANCE_S = 60;

export function clientOf({ clientId }: Pick<Registration, "clientId">): oauth.Client {
  return { client_id: clientId, [oauth.clockTolerance]: CLOCK_TOLERANCE_S };
}

/** How the provider accepts the secret (OpenID Connect Discovery §3: in the header unless it says otherwise). */
export function authenticationOf(
  { token_endpoint_auth_methods_supported: methods }: oauth.AuthorizationServer,
  { clientSecret }: Registration,
): oauth.ClientAuth {
  if (clientSecret === null) return oauth.None();
  const byForm = methods?.includes("client_secret_post") && !methods.includes("client_secret_basic");
  return byForm ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret);
}

/** One time limit for all requests made with these. */
export function requestOptions(outside: Outside) {
  return {
    [oauth.customFetch]: boundedFetch(outside) as never,
    [oauth.allowInsecureRequests]: outside.isLocal,
  };
}
