import { recordRun } from "../../db/cron-runs.ts";
import type { Ground } from "./ground.ts";
import type { jobs } from "./schedule.ts";

/** Runs the due jobs side by side, so that none waits for one that is slow or fails. Then records the run. */
export async function runJobs(
  ground: Ground,
  cron: string,
  all: ReturnType<typeof jobs>,
  log: (where: string, error: unknown) => void,
): Promise<void> {
  const failed: string[] = [];
  await Promise.all(
    Object.entries(all[cron] ?? {}).map(([name, job]) =>
      job(ground).catch((error) => {
        log(`job ${name}`, error);
        failed.push(name);
      }),
    ),
  );
  const run = { cron, at: ground.now(), failedJob: failed[0] ?? null };
  await recordRun(ground.database, run).catch((error) => log("noting the run", error));
}
