import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./user.ts";

/** A person at a provider (`iss`, `sub`), and the member of the organization that they are linked to. */
export const providerSubject = sqliteTable(
  "provider_subject",
  {
    organizationId: text("organization_id").notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    linkedAt: integer("linked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.issuer, table.subject] }),
    index("provider_subject_by_user").on(table.userId),
  ],
);
