import type { Member, Organization } from "../organizations/membership.ts";
import { permissionCatalogue } from "../permissions.ts";
import { grant } from "../tokens/grant.ts";
import type { Scopes } from "../tokens/scopes.ts";

/** Tokens, counted, whose members hold the same and that are narrowed alike. */
export type HeldAlike = { member: Pick<Member, "role" | "permissions">; scopes: Scopes; tokens: number };

type Used = { permission: string; in30Days: number; in90Days: number };

export type PermissionUsage = { key: string; held: number; usedIn30Days: number; usedIn90Days: number };

/** For each permission of the catalogue, how many tokens hold it and how many of those needed it lately. */
export function permissionUsage(
  organization: Organization,
  held: readonly HeldAlike[],
  used: readonly Used[],
): { tokens: number; permissions: PermissionUsage[] } {
  const counts = new Map<string, number>();
  for (const { member, scopes, tokens } of held)
    for (const key of grant({ organization, ...member }, scopes))
      counts.set(key, (counts.get(key) ?? 0) + tokens);
  const uses = new Map(used.map(({ permission, ...uses }) => [permission, uses]));
  return {
    tokens: held.reduce((sum, { tokens }) => sum + tokens, 0),
    permissions: permissionCatalogue(organization.apiPermissions).map(({ key }) => {
      const [most, { in30Days = 0, in90Days = 0 } = {}] = [counts.get(key) ?? 0, uses.get(key)];
      // A token that needed it and lost it since does not hold it.
      return {
        key,
        held: most,
        usedIn30Days: Math.min(in30Days, most),
        usedIn90Days: Math.min(in90Days, most),
      };
    }),
  };
}
