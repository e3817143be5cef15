import { createApp } from "./app.ts";
import { newIsolate } from "./http/isolate.ts";
import { logFailure } from "./http/log.ts";
import { newRuntime } from "./http/runtime.ts";
import { JOBS } from "./jobs/schedule.ts";

const isolate = newIsolate();
const app = createApp(isolate);

export default {
  fetch: app.fetch,
  async scheduled(controller, env, execution) {
    const runtime = newRuntime(isolate, env, execution);
    for (const job of JOBS[controller.cron] ?? []) {
      await job(runtime).catch((error) => logFailure(job.name, error));
    }
  },
} satisfies ExportedHandler<Cloudflare.Env>;
