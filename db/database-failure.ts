import { DrizzleQueryError } from "drizzle-orm";

/** As SQLite words it that a statement was written for another schema than the database has. */
const OTHER_SCHEMA = /no such (table|column|view|index)\b|has no column named/i;

/** D1 did not do what was asked: out of reach, overloaded, too slow, or of another schema. Its cause is what D1 said. */
export class DatabaseFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "DatabaseFailure";
  }
}

/**
 * What a caller is told of it: that trying again in a moment may help, or that it cannot, since the schema is not the
 * one that this version was written for. Null for what is no failure of the database.
 */
export function reasonOfDatabase(error: unknown): "database-unavailable" | "database-schema" | null {
  const failure = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(failure instanceof DatabaseFailure)) return null;
  return OTHER_SCHEMA.test(failure.message) ? "database-schema" : "database-unavailable";
}
