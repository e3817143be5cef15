import { join } from "node:path";
import { unstable_startWorker } from "wrangler";
import { localSecretsKey } from "./secrets-key.ts";
import { PROJECT } from "./settings.ts";

export interface LocalWorker {
  /** Reloads the assets after a rebuild of the web app. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** What `wrangler dev` runs: rebuilt and reloaded whenever a source of the Worker changes. */
export async function startLocalWorker(options: {
  port: number;
  state: string;
  assets: string;
}): Promise<LocalWorker> {
  const worker = await unstable_startWorker({
    config: join(PROJECT, "wrangler.toml"),
    assets: options.assets,
    bindings: {
      // Links in mail that Cron starts lead here too: Cron has no request that says where here is.
      PUBLIC_ORIGIN: { type: "plain_text", value: `http://localhost:${options.port}` },
      SECRETS_KEY: { type: "secret_text", value: localSecretsKey(options.state) },
    },
    dev: {
      remote: false,
      server: { hostname: "localhost", port: options.port },
      // Neither an inspector nor a registry: another instance on this machine would share both.
      inspector: false,
      registry: undefined,
      persist: options.state,
      logLevel: "warn",
      // Otherwise the level above would hide the Worker's own logs.
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) =>
        level === "error" || level === "warn" ? console.error(message) : console.log(message),
    },
  });
  await worker.ready;
  return {
    reload: async () => {
      await worker.patchConfig({ assets: options.assets });
    },
    stop: () => worker.dispose(),
  };
}
