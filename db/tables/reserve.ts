import { blob, integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** Space that is kept for revoking: a database that is full has room for nothing else. */
export const reserve = sqliteTable("reserve", {
  id: integer().primaryKey(),
  space: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
});
