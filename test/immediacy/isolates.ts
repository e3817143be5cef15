import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
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
  const contents = readFileSync(script, "utf8");
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: NAMES.map((name) => ({
        name,
        modules: [{ type: "ESModule" as const, path: "worker.js", contents }],
        compatibilityDate: "2026-10-20",
        compatibilityFlags: ["nodejs_compat"],
        d1Databases: { DB: "latchkey" },
        kvNamespaces: { TOMBSTONES: "tombstones" },
        bindings: {
          TOKEN_PREFIX: "lk",
          SESSION_IDLE_DAYS: "7",
          SESSION_ABSOLUTE_DAYS: "30",
          MAIL_FROM: "Latchkey <latchkey@example.com>",
          VERIFICATION_LEASE_SECONDS: String(leaseSeconds),
        },
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      })),
      // Every refusal is logged, and most calls here are refused.
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  const [one, two] = await Promise.all(NAMES.map((name) => miniflare.unsafeGetDirectURL(name)));
  const database = await miniflare.getD1Database("DB", NAMES[0]);
  const migrations = await readD1Migrations(join(import.meta.dirname, "../../db/migrations"));
  await database.batch(migrations.flatMap(({ queries }) => queries.map((query) => database.prepare(query))));
  return {
    clients: [clientsAt(one as URL), clientsAt(two as URL)],
    database,
    stop: () => miniflare.dispose(),
  };
}

function clientsAt({ origin }: URL): Clients {
  return clientsOf({ origin, fetch });
}
