import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { applyMigrations } from "../../worker/commands/dev/database.ts";
import { asDeployed, DATABASE } from "../bench/subject.ts";
import { type Clients, clientsOf } from "../world/clients.ts";
import { ROWS_SCRIPT, rowsAt, type WriteRows } from "./rows.ts";

const NAMES = ["one", "two"] as const;
const ROWS = "rows";

export type Isolates = {
  /** Two separate Workers in workerd, as deployed. */
  clients: readonly [Clients, Clients];
  writeRows: WriteRows;
  stop: () => Promise<void>;
};

/** Two isolates that share only D1 and KV, with leases of `leaseSeconds`; `state` is where they store their data. */
export async function startIsolates(script: string, leaseSeconds: number, state?: string): Promise<Isolates> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: state,
      workers: [
        ...NAMES.map((name) =>
          asDeployed(name, script, 0, { VERIFICATION_LEASE_SECONDS: String(leaseSeconds) }),
        ),
        {
          name: ROWS,
          modules: true,
          script: ROWS_SCRIPT,
          d1Databases: { DB: DATABASE },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
      ],
      // Ignored: every refusal is logged, and most calls here are refused.
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  const [one, two, rows] = await Promise.all(
    [...NAMES, ROWS].map((name) => miniflare.unsafeGetDirectURL(name)),
  );
  await applyMigrations(await miniflare.getD1Database("DB", NAMES[0]));
  return {
    clients: [clientsAt(one as URL), clientsAt(two as URL)],
    writeRows: rowsAt(rows as URL),
    stop: () => miniflare.dispose(),
  };
}

function clientsAt({ origin }: URL): Clients {
  return clientsOf({ origin, fetch });
}
