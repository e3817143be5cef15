import { newKey, signed } from "./stub-provider.ts";

export const TEAM = "https://northwind.cloudflareaccess.com";
export const AUDIENCE = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";

/** The settings of an operator who puts a deployment behind Cloudflare Access, for one organization. */
export function behindAccess(organizationId: string) {
  return {
    ACCESS_TEAM_DOMAIN: "northwind.cloudflareaccess.com",
    ACCESS_AUDIENCE: AUDIENCE,
    ACCESS_ORGANIZATION: organizationId,
  };
}

/** What Access says of somebody right now. */
export function claimsOf(email: string) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: TEAM,
    aud: [AUDIENCE],
    iat: now,
    nbf: now,
    exp: now + 60,
    sub: `sub-of-${email}`,
    email,
    type: "app",
  };
}

/** A team's keys, and an assertion that they sign. */
export async function accessTeam() {
  const key = await newKey("key-1");
  return {
    fetch: async () => Response.json({ keys: [key.published] }),
    assertionOf: (email: string) => signed(claimsOf(email), key),
  };
}
