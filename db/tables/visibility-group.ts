import { sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { organization } from "./organization.ts";

/** The visibility groups that an organization has defined. */
export const visibilityGroup = sqliteTable(
  "visibility_group",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    name: text().notNull(),
  },
  (table) => [uniqueIndex("visibility_group_by_name").on(table.organizationId, table.name)],
);
