import { integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** Activity from before this instant (ms UTC) may be deleted: the trigger that refuses it looks here. No row: none may. */
export const activityRetention = sqliteTable("activity_retention", {
  id: integer().primaryKey(),
  before: integer().notNull(),
});
