import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Somebody who has left an organization that replaces names with pseudonyms: their activity is changed in the order
 * of time, a piece at a time. Without a user: the members who left before that choice are still to be found, in the
 * order of their ids.
 */
export const nameDue = sqliteTable(
  "name_due",
  {
    organizationId: text("organization_id").notNull(),
    userId: text("user_id").notNull(),
    /** The last activity that was changed, or the last user that was found. */
    afterAt: integer("after_at").notNull().default(-1),
    afterId: text("after_id").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId] })],
);
