import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What KV knows too: a random row, left behind revocations. A database that lacks the one that KV knows was put
 * back to before it. See `worker/decisions/018-a-fence-says-whether-d1-was-put-back.md`.
 */
export const fence = sqliteTable("fence", {
  id: text().primaryKey(),
  createdAt: integer("created_at").notNull(),
});
