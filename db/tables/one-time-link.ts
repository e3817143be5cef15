import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./user.ts";

/** A link that sets a password once: an invitation or a reset. Only its hash is stored. */
export const oneTimeLink = sqliteTable(
  "one_time_link",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    /** The organization of an invitation; null for a reset, which is about the user alone. */
    organizationId: text("organization_id"),
    purpose: text({ enum: ["invitation", "password-reset"] }).notNull(),
    hash: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("one_time_link_by_user").on(table.userId)],
);
