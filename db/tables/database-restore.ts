import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Known restores of this database to an earlier point. While one is unmended, no fence is left. */
export const databaseRestore = sqliteTable("database_restore", {
  id: integer().primaryKey({ autoIncrement: true }),
  /** When the newest fence that it still had was left; later changes may be lost. Null if it had none. */
  intactUntil: integer("intact_until"),
  noticedAt: integer("noticed_at").notNull(),
  /** The position in KV's list of tombstones. */
  cursor: text(),
  mendedAt: integer("mended_at"),
});
