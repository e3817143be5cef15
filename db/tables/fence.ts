import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * A random row, left after revocations, whose id KV holds too. A database without KV's row was put back to before it.
 * See `worker/decisions/018-a-fence-says-whether-d1-was-put-back.md`.
 */
export const fence = sqliteTable("fence", {
  id: text().primaryKey(),
  createdAt: integer("created_at").notNull(),
});
