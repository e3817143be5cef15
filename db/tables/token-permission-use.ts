import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * When each permission of a live token was last needed, which shows an organization the tokens that hold more than
 * they use. A trigger removes it with the token.
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
