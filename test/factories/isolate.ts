import { env } from "cloudflare:workers";
import { createApp } from "../../worker/app.ts";
import { newIsolate } from "../../worker/composition/isolate.ts";
import { newCronRuntime, newRuntime } from "../../worker/composition/runtime.ts";
import { jobs } from "../../worker/jobs/schedule.ts";
import { clientsOf } from "../world/clients.ts";
import { origin } from "../world/in-workerd.ts";

/**
 * A separate isolate, as Cloudflare runs many: it shares only D1 and KV with the others. `bindings` replace those of
 * the environment.
 */
export function isolate(bindings: Partial<Cloudflare.Env> = {}) {
  const own = { ...env, ...bindings };
  const waits = new Set<() => void>();
  const memory = newIsolate(
    (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(ring, ms);
        function ring() {
          clearTimeout(timer);
          waits.delete(ring);
          resolve();
        }
        waits.add(ring);
      }),
  );
  const app = createApp(memory);
  const deferred = new Set<Promise<unknown>>();
  const execution = {
    waitUntil(work: Promise<unknown>) {
      deferred.add(work);
      work.finally(() => deferred.delete(work)).catch(() => {});
    },
    passThroughOnException() {},
    props: {},
  };
  const fetch = async (url: string, init?: RequestInit) =>
    app.fetch(new Request(url, init), own, execution as ExecutionContext);
  const runtime = newRuntime(memory, own, execution as ExecutionContext, () => origin);
  const cronRuntime = () => newCronRuntime(memory, own, execution as ExecutionContext, () => origin);
  const run = async (cron: string) => {
    const ground = cronRuntime();
    for (const job of Object.values(jobs(async () => {})[cron] ?? {})) await job(ground);
  };
  return {
    ...clientsOf({ origin, fetch }),
    fetch,
    runtime,
    /** The runtime of one run of Cron, which counts its questions to D1. */
    cronRuntime,
    /** Runs Cron's jobs of every minute, except mail. */
    everyMinute: () => run("* * * * *"),
    everyNight: () => run("17 3 * * *"),
    /** Finishes the work deferred until after the answers; gathered writes wait no longer. */
    settled: async () => {
      for (const ring of waits) ring();
      await Promise.allSettled([...deferred]);
    },
  };
}
