import { integer, sqliteTable } from "drizzle-orm/sqlite-core";

/**
 * Activity before this instant (ms UTC) may be deleted; the trigger that refuses deletion reads it. Without a row
 * none may.
 */
export const activityRetention = sqliteTable("activity_retention", {
  id: integer().primaryKey(),
  before: integer().notNull(),
});
