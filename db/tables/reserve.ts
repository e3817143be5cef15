import { blob, integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** Space kept for revoking, because a full database has room for nothing else. */
export const reserve = sqliteTable("reserve", {
  id: integer().primaryKey(),
  space: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
});
