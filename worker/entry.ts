import { WorkerEntrypoint } from "cloudflare:workers";
import { version } from "../package.json";
import { createApp } from "./app.ts";
import { newIsolate } from "./composition/isolate.ts";
import { deliverMail, newRuntime } from "./composition/runtime.ts";
import { logFailure } from "./http/log.ts";
import { backUp } from "./jobs/back-up.ts";
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

/** No request says where this deployment is reached when Cron or another Worker calls; what mail needs of it is queued with it. */
const noOrigin = () => "";

export default {
  fetch: app.fetch,
  async scheduled(controller, env, execution) {
    const runtime = newRuntime(isolate, env, execution, noOrigin);
    await runJobs(
      runtime,
      controller.cron,
      jobs(
        (ground) => deliverMail(ground, env),
        ({ now, settings }) => backUpNightly(env, settings.tokenPrefix, now),
      ),
      logFailure,
    );
  },
} satisfies ExportedHandler<Cloudflare.Env>;

/** Where a bucket is bound to it; npm run backup works in any case. */
async function backUpNightly(env: Cloudflare.Env, tokenPrefix: string, now: () => number): Promise<void> {
  if (!env.BACKUPS) return;
  const { BACKUPS: bucket, DB: d1, TOMBSTONES: kv } = env;
  await backUp({ bucket, d1, kv, version, tokenPrefix, now });
}

/** For other Workers of the same account: `services = [{ binding, service = "latchkey", entrypoint = "LatchkeyVerifier" }]`. */
export class LatchkeyVerifier extends WorkerEntrypoint<Cloudflare.Env> implements LatchkeyService {
  verify(token: string, wanted?: Wanted): Promise<Verification> {
    return verifyForWorker(newRuntime(isolate, this.env, this.ctx, noOrigin), token, wanted);
  }
}
