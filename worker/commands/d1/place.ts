import type { Resources } from "../deploy/config.ts";
import type { Target } from "../deploy/target.ts";
import type { CommandDatabase } from "./command-database.ts";
import { remoteDatabase } from "./remote.ts";
import { type CommandTombstones, remoteTombstones } from "./tombstones.ts";

/** Where a command works: the deployment in the account, or the local one. */
export interface CommandPlace {
  database: CommandDatabase;
  tombstones: CommandTombstones;
  /** The prefix of its tokens; null if no Worker has told it yet. */
  tokenPrefix: string | null;
  /** The Worker's variables, by their names in wrangler.toml. */
  vars: Readonly<Record<string, string>>;
  /** Whether there is a key that secrets are encrypted with. */
  hasSecretsKey: boolean;
  /** Where links lead; null if nobody has said so yet. */
  origin: string | null;
  /** The local one, which only commands migrate. */
  local: boolean;
  close(): Promise<void>;
}

export function remotePlace({ api, accountId, found }: Target, resources: Resources): CommandPlace {
  return {
    database: remoteDatabase(api, accountId, resources.databaseId),
    tombstones: remoteTombstones(api, accountId, resources.namespaceId),
    tokenPrefix: found.tokenPrefix,
    vars: found.vars,
    hasSecretsKey: found.secretsKey,
    origin: found.origin,
    local: false,
    close: async () => {},
  };
}
