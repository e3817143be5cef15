import { sql } from "drizzle-orm";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { readScopes } from "../../worker/domain/tokens/scopes.ts";
import type { HeldAlike } from "../../worker/domain/usage/permission-usage.ts";
import { type Database, prepare } from "../connect.ts";

type Held = { role: Role; permissions: string; scopes: string; tokens: number };
type Used = { permission: string; in30Days: number; in90Days: number };

/**
 * Of the newest `most` tokens of an organization, those that have not expired (`now` in ms UTC): how many hold alike,
 * and how many needed each permission, counting days since 1970 up to `today`.
 */
export async function permissionsOfTokens(
  database: Database,
  organizationId: string,
  { now, today, most }: { now: number; today: number; most: number },
): Promise<{ looked: number; held: HeldAlike[]; used: Used[] }> {
  const newest = sql`SELECT id, user_id, scopes, expires_at FROM token
    WHERE organization_id = ${organizationId} AND kind = 'api' ORDER BY created_at DESC, id DESC LIMIT ${most}`;
  const live = sql`(SELECT * FROM (${newest}) WHERE expires_at IS NULL OR expires_at > ${now}) AS t`;
  const [looked, held, used] = await Promise.all([
    prepare(database, sql`SELECT count(*) AS looked FROM (${newest})`).first<number>("looked"),
    prepare(
      database,
      sql`SELECT role, permissions, scopes, count(*) AS tokens FROM ${live}
        CROSS JOIN membership ON membership.organization_id = ${organizationId} AND membership.user_id = t.user_id
        GROUP BY role, permissions, scopes`,
    ).all<Held>(),
    prepare(
      database,
      sql`SELECT permission, count(*) FILTER (WHERE day > ${today - 30}) AS in30Days, count(*) AS in90Days
        FROM ${live} CROSS JOIN token_permission_use ON token_permission_use.token_id = t.id
        WHERE day > ${today - 90} GROUP BY permission`,
    ).all<Used>(),
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
