import { sql } from "drizzle-orm";
import { type Database, prepare } from "./connect.ts";

/** When the last run of this expression ended (ms UTC); null where there was none. */
export async function lastRunOf(database: Database, cron: string): Promise<number | null> {
  return prepare(database, sql`SELECT at FROM cron_run WHERE cron = ${cron}`).first<number>("at");
}

/** `failedJob`: the first that failed, null where none did. */
export async function recordRun(
  database: Database,
  { cron, at, failedJob }: { cron: string; at: number; failedJob: string | null },
): Promise<void> {
  const failedAt = failedJob === null ? null : at;
  await prepare(
    database,
    sql`INSERT INTO cron_run (cron, at, failed_at, failed_job) VALUES (${cron}, ${at}, ${failedAt}, ${failedJob})
      ON CONFLICT (cron) DO UPDATE SET at = excluded.at, failed_at = coalesce(excluded.failed_at, failed_at),
        failed_job = coalesce(excluded.failed_job, failed_job)`,
  ).run();
}
