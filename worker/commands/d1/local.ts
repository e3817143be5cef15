import { join } from "node:path";
import type { KVNamespace } from "@cloudflare/workers-types";
import type { Miniflare } from "miniflare";
import { hasLocalSecretsKey } from "../dev/secrets-key.ts";
import { readDevSettings } from "../dev/settings.ts";
import { holdState } from "../dev/state-lock.ts";
import { fileOf, overFile } from "./file.ts";
import { localWorkerOptions } from "./local-worker-options.ts";
import type { CommandPlace } from "./place.ts";
import { localTombstones } from "./tombstones.ts";

/**
 * The place of `npm run dev`, in the folder that `LATCHKEY_STATE` names, locked against other processes. Only KV needs
 * workerd, and starts it when it is asked first.
 */
export async function localPlace(): Promise<CommandPlace> {
  const settings = readDevSettings(process.env);
  if ("problem" in settings) throw new Error(settings.problem);
  const unavailable = holdState(settings.state);
  if (unavailable) throw new Error(unavailable);
  const { vars, databaseId, namespaceId } = localWorkerOptions();
  const persisted = join(settings.state, "v3");
  const database = overFile(fileOf(persisted, databaseId));
  let starting: Promise<Miniflare> | undefined;
  const namespace = async () => {
    starting ??= startedWith(namespaceId, persisted);
    return (await (await starting).getKVNamespace("TOMBSTONES")) as unknown as KVNamespace;
  };
  return {
    database,
    tombstones: localTombstones(namespace),
    tokenPrefix: vars.TOKEN_PREFIX ?? null,
    vars,
    hasSecretsKey: hasLocalSecretsKey(settings.state),
    origin: `http://localhost:${settings.port}`,
    local: true,
    async close() {
      database.close();
      await (await starting)?.dispose();
    },
  };
}

async function startedWith(namespaceId: string, persisted: string): Promise<Miniflare> {
  const { convertV4MiniflareOptions, Miniflare } = await import("miniflare");
  return new Miniflare(
    convertV4MiniflareOptions({
      workers: [{ name: "latchkey", modules: true, script: "", kvNamespaces: { TOMBSTONES: namespaceId } }],
      resourcePersistencePath: persisted,
    }),
  );
}
