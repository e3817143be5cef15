import { accountOf } from "../cloudflare/account.ts";
import { CloudflareApi } from "../cloudflare/api.ts";
import { credentials } from "../cloudflare/credentials.ts";
import { trackedConfig } from "./config.ts";
import { type Found, findDeployment } from "./found.ts";
import { type DeploySettings, readDeploySettings } from "./settings.ts";

/** A deployment and how to reach it. */
export interface Target {
  api: CloudflareApi;
  accountId: string;
  settings: DeploySettings;
  found: Found;
}

/** Signs in and looks what exists. Changes nothing. @throws Error with what is missing for it */
export async function target(): Promise<Target> {
  const settings = withTrackedIds(readDeploySettings(process.env));
  const api = new CloudflareApi(await credentials());
  const accountId = await accountOf(api, settings.accountId);
  return { api, accountId, settings, found: await findDeployment(api, accountId, settings) };
}

/** Ids in wrangler.toml count as set, whether an operator or the button *Deploy to Cloudflare* wrote them. */
function withTrackedIds(settings: DeploySettings): DeploySettings {
  const { d1_databases, kv_namespaces } = trackedConfig();
  return {
    ...settings,
    databaseId: settings.databaseId ?? d1_databases[0]?.database_id,
    namespaceId: settings.namespaceId ?? kv_namespaces[0]?.id,
  };
}
