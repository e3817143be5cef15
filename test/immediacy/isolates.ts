import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { applyMigrations } from "../../worker/commands/dev/database.ts";
import { asDeployed } from "../bench/subject.ts";
import { type Clients, clientsOf } from "../world/clients.ts";

const NAMES = ["one", "two"] as const;

export type Isolates = {
  /** Each a Worker of its own, as it is deployed, straight in workerd. */
  clients: readonly [Clients, Clients];
  database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
  stop: () => Promise<void>;
};

/** Two isolates that share D1 and KV and nothing else, with leases of `leaseSeconds`. */
export async function startIsolates(script: string, leaseSeconds: number): Promise<Isolates> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: NAMES.map((name) =>
        asDeployed(name, script, 0, { VERIFICATION_LEASE_SECONDS: String(leaseSeconds) }),
      ),
      // Every refusal is logged, and most calls here are refused.
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  const [one, two] = await Promise.all(NAMES.map((name) => miniflare.unsafeGetDirectURL(name)));
  const database = await miniflare.getD1Database("DB", NAMES[0]);
  await applyMigrations(database);
  return {
    clients: [clientsAt(one as URL), clientsAt(two as URL)],
    database,
    stop: () => miniflare.dispose(),
  };
}

function clientsAt({ origin }: URL): Clients {
  return clientsOf({ origin, fetch });
}
