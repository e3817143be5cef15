import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { unstable_readConfig } from "wrangler";
import { PROJECT } from "../dev/settings.ts";
import type { DeploySettings } from "./settings.ts";

export interface Resources {
  accountId: string;
  databaseId: string;
  namespaceId: string;
}

type Config = ReturnType<typeof unstable_readConfig>;

/** The contents of wrangler.toml, before settings and ids are added. */
export function trackedConfig(): Config {
  return unstable_readConfig({ config: join(PROJECT, "wrangler.toml") }, { hideWarnings: true });
}

/** The Worker's variables. */
export function variables(tracked: Config, settings: DeploySettings, origin: string): Record<string, string> {
  return { ...(tracked.vars as Record<string, string>), ...settings.vars, PUBLIC_ORIGIN: origin };
}

/** Where the deployment is reached; null if neither a domain nor a workers.dev address is known. */
export function originOf(tracked: Config, settings: DeploySettings, subdomain: string | null): string | null {
  const set = settings.vars.PUBLIC_ORIGIN || (tracked.vars.PUBLIC_ORIGIN as string);
  if (set) return set;
  if (settings.domain) return `https://${settings.domain}`;
  return subdomain && `https://${settings.name}.${subdomain}.workers.dev`;
}

const FOLDER = join(PROJECT, ".wrangler/latchkey");

/** Where a deployment's Worker is bundled: a folder that git ignores. */
export function bundleFolder({ name }: DeploySettings): string {
  return join(FOLDER, name);
}

/**
 * Writes the configuration for wrangler into a file of its own, in a folder that git ignores, and returns its path.
 * `main` is the Worker's bundle, which is uploaded as it is.
 */
export function writeDeployConfig(
  tracked: Config,
  settings: DeploySettings,
  { accountId, databaseId, namespaceId }: Resources,
  { main, vars }: { main: string; vars: Record<string, string> },
): string {
  const [database] = tracked.d1_databases;
  const config = {
    ...declared(tracked),
    name: settings.name,
    main,
    no_bundle: true,
    find_additional_modules: false,
    account_id: accountId,
    assets: { ...tracked.assets, directory: resolve(PROJECT, tracked.assets?.directory ?? "web/dist") },
    d1_databases: [{ binding: database?.binding, database_name: settings.name, database_id: databaseId }],
    kv_namespaces: [{ binding: "TOMBSTONES", id: namespaceId }],
    ...(settings.backups && { r2_buckets: [{ binding: "BACKUPS", bucket_name: settings.backups }] }),
    vars,
    preview_urls: false,
    workers_dev: settings.domain === undefined,
    ...(settings.domain !== undefined && { routes: [{ pattern: settings.domain, custom_domain: true }] }),
  };
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${settings.name}.json`);
  writeFileSync(path, JSON.stringify(config, null, 2));
  return path;
}

/** Leaves out what wrangler only computed, and what the file does not set. */
function declared({
  configPath: _path,
  userConfigPath: _userPath,
  topLevelName: _name,
  definedEnvironments: _environments,
  dev: _dev,
  build: _build,
  ...config
}: Config): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
