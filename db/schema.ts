import { type Database, prepare } from "./connect.ts";
import journal from "./migrations/meta/_journal.json";
import { countMigrations } from "./sql.ts";

/** The schema number of this version: the number of its migrations. */
export const SCHEMA = journal.entries.length;

/** The database's schema number, from the bookkeeping of `wrangler d1 migrations apply`. */
export async function schemaOf(database: Database): Promise<number> {
  return (await prepare(database, countMigrations()).first<number>("applied")) ?? 0;
}
