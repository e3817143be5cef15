import { eq } from "drizzle-orm";
import type { Database } from "./connect.ts";
import { cronRun } from "./tables/cron-run.ts";

/** When the last run of this expression ended (ms UTC); null if there was none. */
export async function lastRunOf(database: Database, cron: string): Promise<number | null> {
  const [run] = await database.select({ at: cronRun.at }).from(cronRun).where(eq(cronRun.cron, cron));
  return run?.at ?? null;
}

/** `failedJob`: the first that failed, null if none did. */
export async function recordRun(
  database: Database,
  { cron, at, failedJob }: { cron: string; at: number; failedJob: string | null },
): Promise<void> {
  const failure = failedJob === null ? {} : { failedAt: at, failedJob };
  await database
    .insert(cronRun)
    .values({ cron, at, ...failure })
    .onConflictDoUpdate({ target: cronRun.cron, set: { at, ...failure } });
}
