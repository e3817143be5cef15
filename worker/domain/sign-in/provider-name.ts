const KNOWN: readonly [host: RegExp, name: string][] = [
  [/^accounts\.google\.com$/, "Google"],
  [/^login\.microsoftonline\.com$|^sts\.windows\.net$/, "Microsoft"],
  [/\.okta(-emea|preview)?\.com$/, "Okta"],
  [/\.auth0\.com$/, "Auth0"],
  [/\.onelogin\.com$/, "OneLogin"],
  [/^gitlab\.com$/, "GitLab"],
];

/** The name that people know an organization's provider by: its maker, or else the organization. */
export function providerName(issuer: string, organizationName: string): string {
  const host = URL.parse(issuer)?.hostname ?? "";
  return KNOWN.find(([hosts]) => hosts.test(host))?.[1] ?? organizationName;
}
