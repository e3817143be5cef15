import { DrizzleQueryError } from "drizzle-orm";

/** SQLite's messages for a statement that does not fit the database's schema. */
const OTHER_SCHEMA = /no such (table|column|view|index)\b|has no column named/i;

/** D1 failed: unreachable, overloaded, too slow, or of another schema. The cause is D1's own error. */
export class DatabaseFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "DatabaseFailure";
  }
}

/**
 * The reason for callers: trying again may help, or cannot because the schema is not this version's. Null if it is
 * not a failure of the database.
 */
export function reasonOfDatabase(error: unknown): "database-unavailable" | "database-schema" | null {
  const failure = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(failure instanceof DatabaseFailure)) return null;
  return OTHER_SCHEMA.test(failure.message) ? "database-schema" : "database-unavailable";
}
