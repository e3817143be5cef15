import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Last uses of up to hundreds of tokens in one row, so that writing them costs one: see
 * `worker/decisions/016-uses-of-many-tokens-are-one-row.md`. An isolate writes its own sheets again and again;
 * Cron brings what is on them into the tokens' rows.
 */
export const useSheet = sqliteTable("use_sheet", {
  id: integer().primaryKey(),
  /** The latest use on it (ms UTC). */
  newestAt: integer("newest_at").notNull(),
  /** JSON: by a token's id `[used at, method, path, used before at, usage before]`. */
  uses: text().notNull(),
});
