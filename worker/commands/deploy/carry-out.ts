import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { backUp } from "../backup/back-up.ts";
import { wrangler } from "../cloudflare/wrangler.ts";
import { migrate } from "../d1/migrations.ts";
import { remotePlace } from "../d1/place.ts";
import { PROJECT } from "../dev/settings.ts";
import { newSecretsKey } from "../secrets-key.ts";
import { type Resources, trackedConfig, writeDeployConfig } from "./config.ts";
import { namespaceTitle } from "./found.ts";
import type { Plan } from "./plan.ts";
import type { Target } from "./target.ts";

/**
 * Carries out the plan with the Worker's bundle at this path. Each step finds what an earlier try has already done. The
 * database is migrated before the new Worker is deployed; until then the old Worker runs on the new schema.
 */
export async function carryOut(
  target: Target,
  { vars, pending, backUp: isWorthABackup }: Plan,
  script: string,
  say: (words: string) => void,
): Promise<Resources> {
  const { settings, found } = target;
  const resources = await makeResources(target, say);
  const place = remotePlace(target, resources);
  if (isWorthABackup) {
    const path = await backUp(place, join(backups(), `${settings.name}-${timestamp()}.sql`));
    say(`The database is backed up: ${path}`);
  }
  if (pending.length > 0) {
    await migrate(place.database);
    say(`The database has run ${pending.length} migrations.`);
  }
  const config = writeDeployConfig(trackedConfig(), settings, resources, { main: script, vars });
  await deployWorker(config, found.secretsKey);
  say(`The Worker ${settings.name} is deployed.`);
  return resources;
}

async function makeResources(
  { api, accountId, settings, found }: Target,
  say: (words: string) => void,
): Promise<Resources> {
  const at = `/accounts/${accountId}`;
  const databaseId = found.databaseId ?? (await make("database"));
  const namespaceId = found.namespaceId ?? (await make("namespace"));
  if (!found.bucket) {
    await api.change("POST", `${at}/r2/buckets`, { name: settings.backups });
    say(`The R2 bucket ${settings.backups} is made.`);
  }
  return { accountId, databaseId, namespaceId };

  async function make(what: "database" | "namespace"): Promise<string> {
    if (what === "database") {
      const { name, location, jurisdiction } = settings;
      const { uuid } = await api.change<{ uuid: string }>("POST", `${at}/d1/database`, {
        name,
        ...(location && { primary_location_hint: location }),
        ...(jurisdiction && { jurisdiction }),
      });
      say(`The D1 database ${name} is made.`);
      return uuid;
    }
    const title = namespaceTitle(settings.name);
    const { id } = await api.change<{ id: string }>("POST", `${at}/storage/kv/namespaces`, { title });
    say(`The KV namespace ${title} is made.`);
    return id;
  }
}

/** The secret goes up with the Worker, so that no version lacks it. It is made once and never replaced. */
async function deployWorker(config: string, hasSecret: boolean): Promise<void> {
  if (hasSecret) {
    await wrangler("deploy", "--config", config);
    return;
  }
  const secrets = `${config}.secrets`;
  try {
    writeFileSync(secrets, JSON.stringify({ SECRETS_KEY: newSecretsKey() }), { mode: 0o600 });
    await wrangler("deploy", "--config", config, "--secrets-file", secrets);
  } finally {
    rmSync(secrets, { force: true });
  }
}

/** `LATCHKEY_BACKUPS` names another folder. */
function backups(): string {
  return resolve(PROJECT, process.env.LATCHKEY_BACKUPS || ".latchkey/backups");
}

function timestamp(): string {
  return new Date().toISOString().slice(0, 19).replaceAll(":", "-");
}
