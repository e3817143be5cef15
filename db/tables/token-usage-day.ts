import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What API tokens were used for, counted by day: see `db/usage/README.md`. */
export const tokenUsageDay = sqliteTable(
  "token_usage_day",
  {
    /** Days since 1970 in UTC. */
    day: integer().notNull(),
    tokenId: text("token_id").notNull(),
    method: text().notNull(),
    /** Never a path as it came: `worker/domain/usage/route.ts`. */
    route: text().notNull(),
    /** The permission that the door demanded and the token held; '' for none. */
    permission: text().notNull(),
    /** `accepted`, or why the request was refused. */
    outcome: text().notNull(),
    /** 0 if an accepted request is counted with another permission that it needed too. */
    count: integer().notNull(),
    /** ms UTC */
    lastAt: integer("last_at").notNull(),
    /** JSON: how many of `count` fell into each hour of the day, for the last 24 hours. */
    hours: text().notNull().default("{}"),
  },
  (table) => [
    primaryKey({
      columns: [table.day, table.tokenId, table.method, table.route, table.permission, table.outcome],
    }),
  ],
);
