import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * When each permission of a live token was last needed, so that an organization can be told which of its tokens hold
 * more than they use. Removed with the token, by a trigger.
 */
export const tokenPermissionUse = sqliteTable(
  "token_permission_use",
  {
    tokenId: text("token_id").notNull(),
    permission: text().notNull(),
    /** Days since 1970 in UTC. */
    day: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.permission] })],
);
