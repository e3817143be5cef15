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
    /** What the door demanded, and the token held; '' for nothing. */
    permission: text().notNull(),
    /** `accepted`, or why the request was refused. */
    outcome: text().notNull(),
    /** 0 where an accepted request is counted with another permission that it needed too. */
    count: integer().notNull(),
    /** ms UTC */
    lastAt: integer("last_at").notNull(),
    /** JSON: by hour of the day how many of `count`, so that the last 24 hours can be told. */
    hours: text().notNull().default("{}"),
  },
  (table) => [
    primaryKey({
      columns: [table.day, table.tokenId, table.method, table.route, table.permission, table.outcome],
    }),
  ],
);
