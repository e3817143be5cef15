import { join } from "node:path";
import { unstable_startWorker } from "wrangler";
import { localSecretsKey } from "./secrets-key.ts";
import { PROJECT } from "./settings.ts";

export interface LocalWorker {
  /** Takes the assets up again after the web app was rebuilt. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** What `wrangler dev` runs, rebuilt and reloaded whenever a source of the Worker changes. */
export async function startLocalWorker(options: {
  port: number;
  state: string;
  assets: string;
}): Promise<LocalWorker> {
  const worker = await unstable_startWorker({
    config: join(PROJECT, "wrangler.toml"),
    assets: options.assets,
    bindings: {
      // Links in mail that Cron starts lead here too: no request says there where that is.
      PUBLIC_ORIGIN: { type: "plain_text", value: `http://localhost:${options.port}` },
      SECRETS_KEY: { type: "secret_text", value: localSecretsKey(options.state) },
    },
    dev: {
      remote: false,
      server: { hostname: "localhost", port: options.port },
      // Neither an inspector nor a registry: both would be shared with an instance beside this one.
      inspector: false,
      registry: undefined,
      persist: options.state,
      logLevel: "warn",
      // Else the level above would hide what the Worker itself logs.
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
