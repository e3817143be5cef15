import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Revoked API tokens that somebody who holds them still tries. */
export const refusedSince = sqliteTable("refused_since", {
  tokenId: text("token_id").primaryKey(),
  count: integer().notNull(),
  /** ms UTC */
  lastAt: integer("last_at").notNull(),
});
