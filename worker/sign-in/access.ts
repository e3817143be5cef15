import * as oauth from "oauth4webapi";
import * as z from "zod/mini";
import type { AccessTeam } from "../domain/settings.ts";
import { type Identity, isSubject } from "../domain/sign-in/identity.ts";
import { clientOf, requestOptions } from "./oidc/client.ts";
import type { Outside } from "./oidc/outside.ts";
import { asFailure } from "./oidc/problem-of.ts";
import { fromBase64url } from "./passkeys/base64url.ts";

/**
 * `sub` is empty for a service token: it is nobody. `email_verified` is a claim of the provider behind Access; it
 * comes only if the operator has added it there.
 */
const claimsSchema = z.object({
  sub: z.string().check(z.refine(isSubject)),
  email: z._default(z.nullable(z.string()), null),
  email_verified: z.optional(z.unknown()),
  custom: z.optional(z.unknown()),
  iat: z.number(),
});

const customSchema = z.object({ email_verified: z.literal(true) });

/**
 * The person that Cloudflare Access names. Its assertion is a signed JWT (RS256), by a key of the team, for this
 * application, issued recently. Keys are cached for five minutes; an unknown key is looked up at most once a minute.
 * @throws ProviderFailure
 */
export async function readAssertion(
  assertion: string,
  { issuer, audience }: AccessTeam,
  outside: Outside,
): Promise<Identity> {
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
    const payload = new TextDecoder().decode(fromBase64url(assertion.split(".")[1] ?? ""));
    const { sub, email, iat, ...claims } = claimsSchema.parse(JSON.parse(payload));
    const emailVerified = claims.email_verified === true || customSchema.safeParse(claims.custom).success;
    return { issuer, subject: sub, email, emailVerified, name: null, authenticatedAt: iat * 1000 };
  } catch (error) {
    throw asFailure(error);
  }
}
