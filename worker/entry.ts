import { WorkerEntrypoint } from "cloudflare:workers";
import { version } from "../package.json";
import { createApp } from "./app.ts";
import { newIsolate } from "./composition/isolate.ts";
import { deliverMail, newCronRuntime, newRuntime } from "./composition/runtime.ts";
import { logFailure } from "./http/log.ts";
import { backUp } from "./jobs/back-up.ts";
import type { Ground } from "./jobs/ground.ts";
import { runJobs } from "./jobs/run-jobs.ts";
import { jobs } from "./jobs/schedule.ts";
import {
  type LatchkeyService,
  type Verification,
  verifyForWorker,
  type Wanted,
} from "./routes/service-binding.ts";

const isolate = newIsolate();
const app = createApp(isolate);

/** A call of another Worker does not say where this deployment is reached. */
const noOrigin = () => "";

export default {
  fetch: app.fetch,
  async scheduled(controller, env, execution) {
    const runtime = newCronRuntime(isolate, env, execution);
    await runJobs(
      runtime,
      controller.cron,
      jobs(
        (ground) => deliverMail(ground, env, ground.mayAskMore),
        (ground) => backUpNightly(ground, env),
      ),
      logFailure,
    );
  },
} satisfies ExportedHandler<Cloudflare.Env>;

/** If a bucket is bound; `npm run backup` works without one. */
async function backUpNightly(
  { database, now, settings }: Pick<Ground, "database" | "now" | "settings">,
  { BACKUPS: bucket, TOMBSTONES: kv }: Cloudflare.Env,
): Promise<void> {
  const { tokenPrefix } = settings;
  if (bucket) await backUp({ bucket, d1: database.$client, kv, version, tokenPrefix, now });
}

/**
 * For other Workers of the same account:
 * `services = [{ binding, service = "latchkey", entrypoint = "LatchkeyVerifier" }]`.
 */
export class LatchkeyVerifier extends WorkerEntrypoint<Cloudflare.Env> implements LatchkeyService {
  verify(token: string, wanted?: Wanted): Promise<Verification> {
    return verifyForWorker(newRuntime(isolate, this.env, this.ctx, noOrigin), token, wanted);
  }
}
