import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The progress of the search for an organization's idle tokens: along their last uses, a piece at a time. */
export const idleWalk = sqliteTable("idle_walk", {
  organizationId: text("organization_id").primaryKey(),
  /** When the present walk began, or the last one ended. */
  begunAt: integer("begun_at").notNull(),
  /** The last token that was checked; null if the next walk starts again. */
  usedAt: integer("used_at"),
  tokenId: text("token_id"),
});
