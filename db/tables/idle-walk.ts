import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How far it was looked for tokens of an organization that lie idle: along their last uses, a piece at a time. */
export const idleWalk = sqliteTable("idle_walk", {
  organizationId: text("organization_id").primaryKey(),
  /** When the walk began that goes on, or came to its end last. */
  begunAt: integer("begun_at").notNull(),
  /** The last token that was looked at; null where the next walk begins anew. */
  usedAt: integer("used_at"),
  tokenId: text("token_id"),
});
