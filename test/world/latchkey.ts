import { existsSync } from "node:fs";
import { join } from "node:path";
import { createTestHarness, experimental_readRawConfig, type TestHarnessOptions } from "wrangler";
import { type Demo, seedDemoNow } from "../../worker/commands/dev/demo.ts";
import { readSentMail, type SentMail } from "../../worker/commands/dev/sent-mail.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { type Clients, clientsOf } from "./clients.ts";

export interface Latchkey extends Clients {
  origin: string;
  /** The clients of a second isolate: the same D1 and KV, nothing else in common. */
  otherIsolate: Clients;
  /** What seeding the demo gave, its API token among it. */
  demo: Demo;
  env: Cloudflare.Env;
  sql<Row>(statement: string, ...parameters: unknown[]): Promise<Row[]>;
  /** Runs the jobs of this cron now. */
  runJobs(cron?: string): Promise<void>;
  /** All mail that left so far, newest first. */
  mail(): Promise<SentMail[]>;
  /** The Worker's log lines so far; what is taken is not looked at by `stop`. */
  takeLogs(): { level: string; message: string }[];
  /** Another Worker of the same account, one of `alongside`. */
  fetchFrom(worker: string, path: string, init?: RequestInit): Promise<Response>;
  /** Fails if the Worker logged a warning or an error that nobody took. */
  stop(): Promise<void>;
}

const CONFIG = join(PROJECT, "wrangler.toml");
const OTHER = "latchkey-other-isolate";

/** Starts the Worker behind a free port, with the built web app, throw-away storage and the demo. */
export async function startLatchkey(
  options: {
    vars?: Record<string, string>;
    /** Configuration files of Workers that run beside it. */
    alongside?: string[];
  } = {},
): Promise<Latchkey> {
  if (!existsSync(join(PROJECT, "web/dist/index.html")))
    throw new Error("Build the web app first: npm run build");
  const server = createTestHarness({
    root: PROJECT,
    workers: workers(options.vars ?? {}, options.alongside ?? []),
  });
  const { url } = await server.listen();
  const worker = server.getWorker<Cloudflare.Env>();
  await worker.applyD1Migrations("DB");
  const env = await worker.getEnv();
  const demo = await seedDemoNow(env);
  const origin = `http://localhost:${url.port}`;

  const takeLogs = () => {
    const logs = server.getLogs();
    server.clearLogs();
    return logs;
  };
  return {
    ...clientsOf({ origin, fetch: (target, init) => fetch(target, init) }),
    otherIsolate: clientsOf({
      origin,
      fetch: async (target, init) => (await server.getWorker(OTHER).fetch(target, init as never)) as never,
    }),
    origin,
    demo,
    env,
    takeLogs,
    sql: async <Row>(statement: string, ...parameters: unknown[]) =>
      (
        await env.DB.prepare(statement)
          .bind(...parameters)
          .all<Row>()
      ).results,
    async runJobs(cron = "* * * * *") {
      const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date() });
      if (outcome !== "ok") throw new Error(`the jobs of "${cron}" ended with ${outcome}`);
    },
    fetchFrom: async (name, path, init) =>
      (await server.getWorker(name).fetch(`https://${name}.test${path}`, init as never)) as never,
    mail: () => readSentMail(origin, new Set()),
    async stop() {
      const stray = takeLogs().filter(({ level }) => level === "warn" || level === "error");
      await server.close();
      if (stray.length > 0)
        throw new Error(`The Worker logged: ${stray.map(({ message }) => message).join("\n")}`);
    },
  };
}

function workers(vars: Record<string, string>, alongside: string[]): TestHarnessOptions["workers"] {
  const { rawConfig } = experimental_readRawConfig({ config: CONFIG });
  const { env: _environments, ...config } = rawConfig;
  const other = { ...config, name: OTHER, vars: { ...config.vars, ...vars } };
  return [
    { configPath: CONFIG, vars },
    { config: other },
    ...alongside.map((configPath) => ({ configPath })),
  ];
}
