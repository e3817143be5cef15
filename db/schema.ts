import { sql } from "drizzle-orm";
import { type Database, prepare } from "./connect.ts";
import journal from "./migrations/meta/_journal.json";

/** The number of the schema that this version was written for: how many migrations lead to it. */
export const SCHEMA = journal.entries.length;

/** The number of the database's schema, by the book-keeping of `wrangler d1 migrations apply`. */
export async function schemaOf(database: Database): Promise<number> {
  return (
    (await prepare(database, sql`SELECT count(*) AS applied FROM d1_migrations`).first<number>("applied")) ??
    0
  );
}
