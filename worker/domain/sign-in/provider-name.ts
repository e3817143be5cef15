/** Providers that many know, by the end of their issuer's host. */
const KNOWN: readonly (readonly [end: string, name: string])[] = [
  ["accounts.google.com", "Google"],
  ["login.microsoftonline.com", "Microsoft"],
  ["okta.com", "Okta"],
  ["auth0.com", "Auth0"],
  ["onelogin.com", "OneLogin"],
  ["cloudflareaccess.com", "Cloudflare Access"],
];

/** What people call a provider by: its name where it is one of many's, else its host. */
export function providerName(issuer: string): string {
  const host = URL.parse(issuer)?.host ?? issuer;
  return KNOWN.find(([end]) => host === end || host.endsWith(`.${end}`))?.[1] ?? host;
}

/** Where a browser is sent to sign in with an organization's provider. */
export function signInPath(organizationId: string): string {
  return `/sign-in/with/${organizationId}`;
}
