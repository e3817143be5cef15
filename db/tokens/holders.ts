import { sql } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";

/** Of the newest tokens so many are looked at. */
const MOST_LOOKED_AT = 10_000;

/** Who holds a permission or is in a group, by name, the first few; and how many tokens are limited to the permission. */
export async function holdersOf(
  database: Database,
  organizationId: string,
  what: { permission: string } | { group: string },
  mostNamed: number,
): Promise<{ members: number; names: string[]; tokens: number }> {
  const [column, value] =
    "permission" in what ? [sql`permissions`, what.permission] : [sql`visibility_groups`, what.group];
  const held = sql`FROM membership WHERE organization_id = ${organizationId}
    AND EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`;
  const named = sql`SELECT name ${held} ORDER BY folded LIMIT ${mostNamed}`;
  const limited =
    "permission" in what
      ? sql`(SELECT count(*) FROM (SELECT scopes FROM token INDEXED BY token_by_creation
            WHERE organization_id = ${organizationId} AND kind = 'api' ORDER BY created_at DESC, id DESC LIMIT ${MOST_LOOKED_AT})
          WHERE scopes <> 'all' AND EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ${value}))`
      : sql`0`;
  const row = await prepare(
    database,
    sql`SELECT (SELECT count(*) ${held}) AS members, (SELECT json_group_array(name) FROM (${named})) AS names,
      ${limited} AS tokens`,
  ).first<{ members: number; names: string; tokens: number }>();
  return { members: row?.members ?? 0, names: JSON.parse(row?.names ?? "[]"), tokens: row?.tokens ?? 0 };
}
