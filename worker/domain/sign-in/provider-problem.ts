/**
 * Why a sign-in with an identity provider failed: a sentence for the person who tried and, if the configuration is at
 * fault, the remedy for the administrator who set it up. None reveals whether an address is known.
 */
export const PROVIDER_PROBLEMS = {
  "provider-unknown": ["This organization does not sign in with an identity provider."],
  "flow-unknown": [
    "This sign-in began in another browser or too long ago, or it is already over. Begin again.",
  ],
  "flows-too-many": ["Too many sign-ins from your network are still under way. Try again in ten minutes."],
  "provider-changed": ["The identity provider's settings changed while you signed in. Begin again."],
  "provider-refused": ["The identity provider did not let you in, or you turned back there."],
  "provider-silent": [
    "The identity provider does not answer right now. Try again in a moment.",
    "No answer within ten seconds, or a fault of the provider's own. Open the issuer's address with /.well-known/openid-configuration behind it in a browser: it has to answer with JSON.",
  ],
  "address-refused": [
    "The identity provider cannot be reached in the way it is set up. Tell an administrator of your organization.",
    "The issuer, and every address that it names for itself, has to begin with https:// and be reachable from the internet, without a redirect.",
  ],
  "metadata-invalid": [
    "The identity provider cannot be used in the way it is set up. Tell an administrator of your organization.",
    "The issuer's address followed by /.well-known/openid-configuration has to answer with a description that names exactly this issuer. With Entra that is the tenant's own address, never “common”.",
  ],
  "client-refused": [
    "The identity provider does not know this application. Tell an administrator of your organization.",
    "The provider refused the client id or the client secret. Copy both again; a secret may have expired.",
  ],
  "code-refused": [
    "The identity provider did not confirm your sign-in. Begin again.",
    "The provider refused the code that it had given. The code may have been used already. If not, check that the redirect address there is exactly the one above.",
  ],
  "issuer-mixed": [
    "The answer came from another identity provider than the one that was asked. Begin again.",
  ],
  "token-issuer": [
    "The identity provider's answer cannot be trusted. Tell an administrator of your organization.",
    "The ID token names another issuer (iss) than the one that is set here.",
  ],
  "token-audience": [
    "The identity provider's answer cannot be trusted. Tell an administrator of your organization.",
    "The ID token is for another application (aud, azp) than this client id.",
  ],
  "token-nonce": ["The identity provider's answer belongs to another sign-in. Begin again."],
  "token-expired": [
    "The identity provider's answer has expired. Begin again.",
    "The ID token had expired (exp), or is dated in the future (iat, nbf): check the provider's clock.",
  ],
  "token-signature": [
    "The identity provider's answer cannot be trusted. Tell an administrator of your organization.",
    "The ID token's signature fits none of the keys at the provider's jwks_uri.",
  ],
  "token-invalid": [
    "The identity provider's answer cannot be understood. Tell an administrator of your organization.",
    "The answer holds no valid ID token. Check that the application is set up for OpenID Connect, with the authorization code flow.",
  ],
  "auth-time-missing": [
    "The identity provider does not say that you signed in there just now, so it does not confirm that it is you. Use your password or a passkey.",
    "The ID token has no recent auth_time, although max_age and prompt=login were asked for.",
  ],
  "proof-of-another": ["You signed in there as somebody else. Sign in as the person you are here."],
  "proof-way-other": [
    "You did not sign in with this identity provider, so it cannot confirm that it is you. Use your password or a passkey.",
  ],
  "test-not-yours": ["Only a Master Admin of the organization tests its identity provider."],
  "session-over": ["The session in which this began has ended. Sign in again."],
  "email-missing": [
    "The identity provider does not say your e-mail address, so nobody here can be found by it.",
    "The claim email is missing: grant this application the scopes email and profile.",
  ],
  "email-invalid": ["What the identity provider gives as your e-mail address is not one."],
  "email-unverified": [
    "The identity provider does not say that your e-mail address is verified, so it opens nothing here. An administrator of your organization can help.",
    "The claim email_verified is missing or not true. If the organization itself assigns everybody's address, tick “Trust e-mail addresses”.",
  ],
  "not-a-member": [
    "You signed in at the identity provider, but you are not a member of this organization. An administrator can add you with the e-mail address that you have there.",
  ],
  "linked-otherwise": [
    "Your e-mail address belongs to somebody here who signs in with another account at the identity provider. An administrator of your organization can help.",
  ],
  deactivated: ["Your account is deactivated. Ask an administrator of your organization."],
  "secret-unreadable": [
    "The identity provider cannot be used in the way it is set up. Tell an administrator of your organization.",
    "The stored client secret cannot be read: SECRETS_KEY was changed or is missing. Enter the client secret again.",
  ],
  "access-absent": ["Cloudflare Access did not say who you are. Sign in another way."],
  "access-unverified": [
    "Cloudflare Access does not say that your e-mail address is verified, so it does not let you in. Sign in another way.",
  ],
  "access-stale": [
    "You signed in at Cloudflare Access too long ago for this. Sign out of it, sign in there again, and confirm within five minutes.",
  ],
  unexpected: ["Something went wrong on our side. Try again in a moment."],
} as const satisfies Record<string, readonly [told: string, mend?: string]>;

export type ProviderProblem = keyof typeof PROVIDER_PROBLEMS;

export function isProviderProblem(text: string): text is ProviderProblem {
  return Object.hasOwn(PROVIDER_PROBLEMS, text);
}
