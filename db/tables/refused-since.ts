import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Revoked API tokens that somebody who holds them still tries. */
export const refusedSince = sqliteTable("refused_since", {
  tokenId: text("token_id").primaryKey(),
  count: integer().notNull(),
  /** ms UTC */
  lastAt: integer("last_at").notNull(),
  /** For what it was tried last; `route` as in `token_usage_day`. Empty where nobody knows. */
  method: text().notNull().default(""),
  route: text().notNull().default(""),
});
