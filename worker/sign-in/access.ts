import * as oauth from "oauth4webapi";
import type { AccessTeam } from "../domain/settings.ts";
import { clientOf, requestOptions } from "./oidc/client.ts";
import type { Outside } from "./oidc/outside.ts";
import { asFailure } from "./oidc/problem-of.ts";
import { fromBase64url } from "./passkeys/base64url.ts";

/**
 * The claims of Cloudflare Access, as JSON. Its assertion is a signed JWT (RS256), by a key of the team, for this
 * application, issued recently. Keys are cached for five minutes; an unknown key is looked up at most once a minute.
 * @throws ProviderFailure
 */
export async function readClaims(
  assertion: string,
  { issuer, audience }: AccessTeam,
  outside: Outside,
): Promise<string> {
  try {
    const [client, parameters] = [
      clientOf({ clientId: audience }),
      new URLSearchParams({ response: assertion }),
    ];
    const team = outside.known.team(issuer);
    await oauth.validateJwtAuthResponse(
      team,
      client,
      parameters,
      oauth.skipStateCheck,
      requestOptions(outside),
    );
    return new TextDecoder().decode(fromBase64url(assertion.split(".")[1] ?? ""));
  } catch (error) {
    throw asFailure(error);
  }
}
