import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** That this database was put back to an earlier point, as far as it is known. While one is unmended no fence is left. */
export const databaseRestore = sqliteTable("database_restore", {
  id: integer().primaryKey({ autoIncrement: true }),
  /** When the newest fence that it still had was left: what came after may be lost. Null where it had none. */
  intactUntil: integer("intact_until"),
  noticedAt: integer("noticed_at").notNull(),
  /** How far KV's tombstones were gone through. */
  cursor: text(),
  mendedAt: integer("mended_at"),
});
