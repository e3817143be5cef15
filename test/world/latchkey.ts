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
  /** The result of seeding the demo, with its API token. */
  demo: Demo;
  env: Cloudflare.Env;
  sql<Row>(statement: string, ...parameters: unknown[]): Promise<Row[]>;
  /** Runs this Cron expression's jobs now. */
  runJobs(cron?: string): Promise<void>;
  /** All mail sent since the start or the last `renew`, newest first. */
  mail(): Promise<SentMail[]>;
  /** Returns the Worker's log lines so far; `assertQuiet` ignores lines that were taken. */
  takeLogs(): { level: string; message: string }[];
  /** Calls another Worker of the same account, one of `alongside`. */
  fetchFrom(worker: string, path: string, init?: RequestInit): Promise<Response>;
  /** Deploys it again with these variables added; its storage stays. */
  vary(vars: Record<string, string>): Promise<void>;
  /** Fails if the Worker logged a warning or an error that was not taken. */
  assertQuiet(): void;
  /** Resets storage and mail to their state after the start. */
  renew(): Promise<void>;
  /** Stops it, and asserts that it was quiet. */
  stop(): Promise<void>;
}

/** A key as `npm run dev` makes it. */
const SECRETS_KEY = Buffer.alloc(32, 7).toString("base64");

const CONFIG = join(PROJECT, "wrangler.toml");

/** Starts the Worker on a free port, with the built web app, temporary storage and the demo. */
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
