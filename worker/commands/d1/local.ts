import { join } from "node:path";
import { hasLocalSecretsKey } from "../dev/secrets-key.ts";
import { readDevSettings } from "../dev/settings.ts";
import { holdState } from "../dev/state-lock.ts";
import { fileOf, overFile } from "./file.ts";
import { localWorkerOptions } from "./local-worker-options.ts";
import type { CommandPlace } from "./place.ts";
import { tombstonesInFiles } from "./tombstones-file.ts";

/** The place of `npm run dev`, in the folder that `LATCHKEY_STATE` names, locked against other processes. */
export async function localPlace(): Promise<CommandPlace> {
  const settings = readDevSettings(process.env);
  if ("problem" in settings) throw new Error(settings.problem);
  const unavailable = holdState(settings.state);
  if (unavailable) throw new Error(unavailable);
  const { vars, databaseId, namespaceId } = await localWorkerOptions();
  const persisted = join(settings.state, "v3");
  const database = overFile(fileOf(persisted, "d1", databaseId));
  const tombstones = tombstonesInFiles(persisted, namespaceId);
  return {
    database,
    tombstones,
    tokenPrefix: vars.TOKEN_PREFIX ?? null,
    vars,
    hasSecretsKey: hasLocalSecretsKey(settings.state),
    origin: `http://localhost:${settings.port}`,
    local: true,
    async close() {
      database.close();
      tombstones.close();
    },
  };
}
