import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "smol-toml";
import { PROJECT } from "../dev/settings.ts";

export interface LocalWorkerOptions {
  vars: Record<string, string>;
  databaseId: string;
  namespaceId: string;
}

/**
 * What `npm run dev` gives the Worker: wrangler.toml, and the variables beside it. wrangler would say the same, but
 * takes 220 MB to load, more than all else that a backup needs.
 */
export function localWorkerOptions(folder = PROJECT): LocalWorkerOptions {
  const { vars, d1_databases, kv_namespaces } = parse(
    readFileSync(join(folder, "wrangler.toml"), "utf8"),
  ) as unknown as Tracked;
  return {
    vars: { ...vars, ...varsBeside(folder) },
    databaseId: d1_databases[0].preview_database_id,
    namespaceId: kv_namespaces[0].binding,
  };
}

interface Tracked {
  vars: Record<string, string>;
  d1_databases: [{ preview_database_id: string }];
  kv_namespaces: [{ binding: string }];
}

/** https://developers.cloudflare.com/workers/development-testing/environment-variables/ */
function varsBeside(folder: string): Record<string, string> {
  const [devVars, ...others] = [".dev.vars", ".env", ".env.local"].map((name) => varsIn(join(folder, name)));
  if (devVars) return devVars;
  const given = process.env.CLOUDFLARE_INCLUDE_PROCESS_ENV === "true" ? process.env : {};
  return Object.assign({}, ...others, given);
}

function varsIn(path: string): Record<string, string> | undefined {
  return existsSync(path) ? (parseEnv(readFileSync(path, "utf8")) as Record<string, string>) : undefined;
}
