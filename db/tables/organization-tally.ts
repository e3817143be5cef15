import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * An organization's size, counted by triggers so that nobody counts rows; and its number, by which the search index
 * orders the tokens of one organization (`db/organization-tokens/term.ts`).
 */
export const organizationTally = sqliteTable("organization_tally", {
  number: integer().primaryKey({ autoIncrement: true }),
  organizationId: text("organization_id").notNull().unique(),
  members: integer().notNull().default(0),
  /** API tokens. */
  tokens: integer().notNull().default(0),
});
