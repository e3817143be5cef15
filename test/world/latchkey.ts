import { existsSync } from "node:fs";
import { join } from "node:path";
import { createTestHarness } from "wrangler";
import { applyMigrations } from "../../worker/commands/dev/database.ts";
import type { Demo } from "../../worker/commands/dev/demo.ts";
import { readSentMail, type SentMail } from "../../worker/commands/dev/sent-mail.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { type Clients, clientsOf } from "./clients.ts";
import { seedTestDemo } from "./demo.ts";
import { emptyStorage } from "./empty-storage.ts";

export interface Latchkey extends Clients {
  origin: string;
  /** What seeding the demo gave, its API token among it. */
  demo: Demo;
  env: Cloudflare.Env;
  sql<Row>(statement: string, ...parameters: unknown[]): Promise<Row[]>;
  /** Runs the jobs of this cron now. */
  runJobs(cron?: string): Promise<void>;
  /** All mail that left since it started or was renewed, newest first. */
  mail(): Promise<SentMail[]>;
  /** The Worker's log lines so far; what is taken is not looked at by `assertQuiet`. */
  takeLogs(): { level: string; message: string }[];
  /** Another Worker of the same account, one of `alongside`. */
  fetchFrom(worker: string, path: string, init?: RequestInit): Promise<Response>;
  /** Deploys it again with these variables besides: what it stores stays. */
  vary(vars: Record<string, string>): Promise<void>;
  /** Fails if the Worker logged a warning or an error that nobody took. */
  assertQuiet(): void;
  /** Storage and mail as after the start: what others left is gone. */
  renew(): Promise<void>;
  /** Ends it, and asserts that it was quiet. */
  stop(): Promise<void>;
}

/** As `npm run dev` makes one. */
const SECRETS_KEY = Buffer.alloc(32, 7).toString("base64");

const CONFIG = join(PROJECT, "wrangler.toml");

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
  const deployed = (vars: Record<string, string> = {}) => ({
    root: PROJECT,
    workers: [
      { configPath: CONFIG, vars: { SECRETS_KEY, ...options.vars, ...vars } },
      ...(options.alongside ?? []).map((configPath) => ({ configPath })),
    ],
  });
  const server = createTestHarness(deployed());
  const { url } = await server.listen();
  const worker = server.getWorker<Cloudflare.Env>();
  const env = await worker.getEnv();
  await applyMigrations(env.DB);
  const origin = `http://localhost:${url.port}`;

  const takeLogs = () => {
    const logs = server.getLogs();
    server.clearLogs();
    return logs;
  };
  const mailBefore = new Set<string>();
  const latchkey: Latchkey = {
    ...clientsOf({ origin, fetch: (target, init) => fetch(target, init) }),
    origin,
    demo: await seedTestDemo(env),
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
    mail: () => readSentMail(origin, mailBefore),
    vary: (vars) => server.update(deployed(vars)),
    assertQuiet() {
      const stray = takeLogs().filter(({ level }) => level === "warn" || level === "error");
      if (stray.length > 0)
        throw new Error(`The Worker logged: ${stray.map(({ message }) => message).join("\n")}`);
    },
    async renew() {
      for (const { messageId } of await latchkey.mail()) mailBefore.add(messageId);
      await emptyStorage(env);
      await applyMigrations(env.DB);
      latchkey.demo = await seedTestDemo(env);
      takeLogs();
    },
    async stop() {
      await server.close();
      latchkey.assertQuiet();
    },
  };
  return latchkey;
}
