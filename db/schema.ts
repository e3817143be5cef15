import { type Database, prepare } from "./connect.ts";
import journal from "./migrations/meta/_journal.json";
import { countMigrations } from "./sql.ts";

/** The number of the schema that this version was written for: how many migrations lead to it. */
export const SCHEMA = journal.entries.length;

/** The number of the database's schema, by the book-keeping of `wrangler d1 migrations apply`. */
export async function schemaOf(database: Database): Promise<number> {
  return (await prepare(database, countMigrations()).first<number>("applied")) ?? 0;
}
