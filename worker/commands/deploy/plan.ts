import { demandNoNewer, schemaOf } from "../d1/migrations.ts";
import { remoteDatabase } from "../d1/remote.ts";
import { demandValidSettings } from "../valid-settings.ts";
import { originOf, trackedConfig, variables } from "./config.ts";
import { namespaceTitle } from "./found.ts";
import type { Target } from "./target.ts";

/** What a deployment will do, known before it changes anything. */
export interface Plan {
  origin: string;
  vars: Record<string, string>;
  /** Migrations that the database has to run; all of them if there is no database yet. */
  pending: string[];
  /** Whether there is anything to back up. */
  backUp: boolean;
  steps: string[];
}

/** @throws Error if something is missing, and says what */
export async function plan({ api, accountId, settings, found }: Target): Promise<Plan> {
  const tracked = trackedConfig();
  const origin = originOf(tracked, settings, found.subdomain);
  if (origin === null) {
    throw new Error(
      'This account has no address below workers.dev yet. Open "Workers & Pages" in the dashboard once, which makes one, or set "domain" in .latchkey.json.',
    );
  }
  const vars = variables(tracked, settings, origin);
  demandValidSettings(vars);
  const database = found.databaseId ? remoteDatabase(api, accountId, found.databaseId) : null;
  const { applied, pending, unknown } = await schemaOf(database ?? EMPTY);
  demandNoNewer(unknown);
  const backUp = applied.length > 0;
  return {
    origin,
    vars,
    pending,
    backUp,
    steps: [
      "build the web app",
      ...(found.databaseId ? [] : [`make the D1 database ${settings.name}${where(settings)}`]),
      ...(found.namespaceId ? [] : [`make the KV namespace ${namespaceTitle(settings.name)}`]),
      ...(found.bucket ? [] : [`make the R2 bucket ${settings.backups}`]),
      ...(backUp ? ["back the database up"] : []),
      ...(pending.length > 0 ? [`run ${pending.length} migrations: ${pending.join(", ")}`] : []),
      ...(found.secretsKey ? [] : ["make the secret SECRETS_KEY"]),
      `deploy the Worker ${settings.name}, reached at ${origin}`,
    ],
  };
}

const EMPTY = { query: async () => [], run: async () => {}, size: async () => 0 };

function where({ location, jurisdiction }: Target["settings"]): string {
  if (jurisdiction) return ` within ${jurisdiction}`;
  return location ? ` in ${location}` : "";
}
