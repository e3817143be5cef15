import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Revoked API tokens that their holders still try. */
export const refusedSince = sqliteTable("refused_since", {
  tokenId: text("token_id").primaryKey(),
  count: integer().notNull(),
  /** ms UTC */
  lastAt: integer("last_at").notNull(),
  /** The last request; `route` as in `token_usage_day`. Empty if unknown. */
  method: text().notNull().default(""),
  route: text().notNull().default(""),
});
