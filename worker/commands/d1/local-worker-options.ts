import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { PROJECT } from "../dev/settings.ts";

export interface LocalWorkerOptions {
  vars: Record<string, string>;
  databaseId: string;
  namespaceId: string;
}

/** Where else variables may be: https://developers.cloudflare.com/workers/development-testing/environment-variables/ */
const FILES = [".dev.vars", ".env", ".env.local"];
const FROM_ENVIRONMENT = "CLOUDFLARE_INCLUDE_PROCESS_ENV";

/**
 * What `npm run dev` gives the Worker. wrangler takes 220 MB to load, more than all else that a backup needs, so it is
 * asked only where there is more than wrangler.toml: nothing else reads those files quite as it does (decision 048).
 */
export async function localWorkerOptions(folder = PROJECT): Promise<LocalWorkerOptions> {
  const config = join(folder, "wrangler.toml");
  const { vars, d1_databases, kv_namespaces } = parse(readFileSync(config, "utf8")) as unknown as Tracked;
  const hasOthers = FROM_ENVIRONMENT in process.env || FILES.some((name) => existsSync(join(folder, name)));
  return {
    vars: hasOthers ? await wranglersVars(config) : vars,
    databaseId: d1_databases[0].preview_database_id,
    namespaceId: kv_namespaces[0].binding,
  };
}

interface Tracked {
  vars: Record<string, string>;
  d1_databases: [{ preview_database_id: string }];
  kv_namespaces: [{ binding: string }];
}

async function wranglersVars(config: string): Promise<Record<string, string>> {
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  const { bindings } = unstable_getMiniflareWorkerOptions(config).workerOptions;
  return bindings as Record<string, string>;
}
