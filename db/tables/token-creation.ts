import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The token of a creation that may be asked for again because its answer was lost. It outlives the token, so that a
 * revoked one is not made a second time. Removed after an hour.
 */
export const tokenCreation = sqliteTable(
  "token_creation",
  {
    organizationId: text("organization_id").notNull(),
    /** The token's owner. */
    userId: text("user_id").notNull(),
    /** A UUID that the page made. */
    key: text().notNull(),
    /** Who asked. */
    actorUserId: text("actor_user_id").notNull(),
    tokenId: text("token_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId, table.key] }),
    index("token_creation_by_time").on(table.createdAt),
  ],
);
