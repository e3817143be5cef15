import { type Database, prepare } from "../connect.ts";
import { findHolders } from "./sql.ts";

/**
 * The first few members, by name, who hold a permission or are in a group; and how many tokens are limited to the
 * permission.
 */
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
