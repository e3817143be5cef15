import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The end of very many tokens of a member. They are already invalid (`membership.ended_through`); their rows are
 * still to be removed, piece by piece, with an activity and a tombstone for each.
 */
export const ending = sqliteTable(
  "ending",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    organizationId: text("organization_id").notNull(),
    userId: text("user_id").notNull(),
    /** The last `seq` that ends. */
    through: integer().notNull(),
    by: text({ enum: ["owner", "administrator"] }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name"),
    at: integer().notNull(),
    /** Whether the membership is removed after the last of them. */
    removesMember: integer("removes_member", { mode: "boolean" }).notNull(),
  },
  (table) => [index("ending_by_member").on(table.organizationId, table.userId)],
);
