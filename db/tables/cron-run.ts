import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** When Cron last ran each of its expressions, to notice when it stops. */
export const cronRun = sqliteTable("cron_run", {
  /** As wrangler.toml has it. */
  cron: text().primaryKey(),
  /** When its last run ended (ms UTC). */
  at: integer().notNull(),
  /** The last run in which a job failed, and which. */
  failedAt: integer("failed_at"),
  failedJob: text("failed_job"),
});
