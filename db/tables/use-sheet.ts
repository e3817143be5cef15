import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Last uses of hundreds of tokens in one row, so that writing them costs one: see
 * `worker/decisions/016-uses-of-many-tokens-are-one-row.md`. Each token in use is on one sheet, `token.use_sheet`.
 */
export const useSheet = sqliteTable("use_sheet", {
  id: integer().primaryKey(),
  /** How many tokens were ever put on it. */
  tokens: integer().notNull(),
  /** JSON: by a token's id `[used at, method, path]`. */
  uses: text().notNull(),
  /** JSON: by `[token, day, method, route, permission, outcome]` `[count, last at]`, until it is folded into days. */
  counts: text().notNull().default("{}"),
});
