import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Somebody who has left an organization whose activity is to have a pseudonym in the place of their name: it is
 * walked over in the order of time, a piece at a time. With no user: all who left before that was chosen, in the
 * order of their ids, have still to be found.
 */
export const nameDue = sqliteTable(
  "name_due",
  {
    organizationId: text("organization_id").notNull(),
    userId: text("user_id").notNull(),
    /** The last activity that was replaced; or the last user that was found. */
    afterAt: integer("after_at").notNull().default(-1),
    afterId: text("after_id").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId] })],
);
