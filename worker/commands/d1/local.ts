import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { hasLocalSecretsKey } from "../dev/secrets-key.ts";
import { PROJECT, readDevSettings } from "../dev/settings.ts";
import { holdState } from "../dev/state-lock.ts";
import { overBinding } from "./binding.ts";
import type { CommandPlace } from "./place.ts";
import { localTombstones } from "./tombstones.ts";

/** The place of `npm run dev`, in the folder that `LATCHKEY_STATE` names, locked against other processes. */
export async function localPlace(): Promise<CommandPlace> {
  const settings = readDevSettings(process.env);
  if ("problem" in settings) throw new Error(settings.problem);
  const unavailable = holdState(settings.state);
  if (unavailable) throw new Error(unavailable);
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(settings.state, "v3") },
    remoteBindings: false,
  });
  return {
    database: overBinding(local.env.DB),
    tombstones: localTombstones(local.env.TOMBSTONES),
    tokenPrefix: local.env.TOKEN_PREFIX,
    vars: Object.fromEntries(Object.entries(local.env).filter(([, value]) => typeof value === "string")),
    hasSecretsKey: hasLocalSecretsKey(settings.state),
    origin: `http://localhost:${settings.port}`,
    local: true,
    close: () => local.dispose(),
  };
}
