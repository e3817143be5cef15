import type { ExecutionContext, KVNamespace, SendEmail } from "@cloudflare/workers-types";
import { newIsolate } from "../../../worker/composition/isolate.ts";
import { deliverMail, newCronRuntime } from "../../../worker/composition/runtime.ts";
import { jobs } from "../../../worker/jobs/schedule.ts";

/** How many connections Cloudflare allows one invocation at once, and how many requests in all. */
const CONNECTIONS = 6;

/** The assumed durations of a write to KV, a tenth of a second, and of a mail, half a second. */
const KV_MS = 100;
const MAIL_MS = 500;

const isolate = newIsolate();

/** Runs Cron at each request; answers how many requests went to KV and the mail service. */
export default {
  async fetch(_: Request, env: Cloudflare.Env, execution: ExecutionContext): Promise<Response> {
    return Response.json({ asked: await run(env, execution) });
  },
};

async function run(env: Cloudflare.Env, execution: ExecutionContext): Promise<number> {
  const connection = connections();
  let asked = 0;
  const taking = (ms: number) => connection(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const bindings = {
    ...env,
    TOMBSTONES: {
      get: (key: string) => env.TOMBSTONES.get(key),
      put: (key: string, value: string) => {
        asked++;
        return key === "fence" ? env.TOMBSTONES.put(key, value) : taking(KV_MS);
      },
    } as unknown as KVNamespace,
    EMAIL: {
      send: () => {
        asked++;
        return taking(MAIL_MS);
      },
    } as unknown as SendEmail,
  };
  const runtime = newCronRuntime(isolate, bindings, execution, () => "https://latchkey.test");
  const due = Object.values(
    jobs((ground) => deliverMail(ground, bindings, ground.mayAskMore))["* * * * *"] ?? {},
  );
  await Promise.allSettled(due.map((job) => job(runtime)));
  return asked;
}

/** Allows a limited number at a time; the others wait in order. */
function connections() {
  const waiting: (() => void)[] = [];
  let open = 0;
  return async (work: () => Promise<void>) => {
    if (open === CONNECTIONS) await new Promise<void>((resolve) => waiting.push(resolve));
    else open++;
    await work();
    const next = waiting.shift();
    if (next) next();
    else open--;
  };
}
