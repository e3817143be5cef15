import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * How large an organization is, counted by triggers, so that nobody has to count rows; and its number,
 * which the search index orders the tokens of one organization by (`db/organization-tokens/term.ts`).
 */
export const organizationTally = sqliteTable("organization_tally", {
  number: integer().primaryKey({ autoIncrement: true }),
  organizationId: text("organization_id").notNull().unique(),
  members: integer().notNull().default(0),
  /** API tokens. */
  tokens: integer().notNull().default(0),
});
