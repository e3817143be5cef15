import { type Database, prepare } from "../connect.ts";
import { findHolders } from "./sql.ts";

/** Who holds a permission or is in a group, by name, the first few; and how many tokens are limited to the permission. */
export async function holdersOf(
  database: Database,
  organizationId: string,
  what: { permission: string } | { group: string },
  mostNamed: number,
): Promise<{ members: number; names: string[]; tokens: number }> {
  const row = await prepare(database, findHolders(organizationId, what, mostNamed)).first<{
    members: number;
    names: string;
    tokens: number;
  }>();
  return { members: row?.members ?? 0, names: JSON.parse(row?.names ?? "[]"), tokens: row?.tokens ?? 0 };
}
