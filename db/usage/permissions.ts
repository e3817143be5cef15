import type { Role } from "../../worker/domain/organizations/roles.ts";
import { readScopes } from "../../worker/domain/tokens/scopes.ts";
import type { HeldAlike } from "../../worker/domain/usage/permission-usage.ts";
import { type Database, prepare } from "../connect.ts";
import { countHeldAlike, countNeeded, countNewest } from "./permissions-sql.ts";

type Held = { role: Role; permissions: string; scopes: string; tokens: number };
type Used = { permission: string; in30Days: number; in90Days: number };

/**
 * Among the newest `most` tokens of an organization, those that have not expired (`now` in ms UTC): how many have the
 * same permissions, and how many needed each permission, on days since 1970 up to `today`.
 */
export async function permissionsOfTokens(
  database: Database,
  organizationId: string,
  { now, today, most }: { now: number; today: number; most: number },
): Promise<{ looked: number; held: HeldAlike[]; used: Used[] }> {
  const of = { organizationId, now, most };
  const [looked, held, used] = await Promise.all([
    prepare(database, countNewest(of)).first<number>("looked"),
    prepare(database, countHeldAlike(of)).all<Held>(),
    prepare(database, countNeeded(of, today)).all<Used>(),
  ]);
  return {
    looked: looked ?? 0,
    held: held.results.map(({ role, permissions, scopes, tokens }) => ({
      member: { role, permissions: JSON.parse(permissions) },
      scopes: readScopes(scopes),
      tokens,
    })),
    used: used.results,
  };
}
