import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getPlatformProxy } from "wrangler";
import { overBinding } from "../../worker/commands/d1/binding.ts";
import type { CommandDatabase } from "../../worker/commands/d1/command-database.ts";
import { localWorkerOptions } from "../../worker/commands/d1/local-worker-options.ts";
import type { CommandPlace } from "../../worker/commands/d1/place.ts";
import { tombstonesInFiles } from "../../worker/commands/d1/tombstones-file.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { queryOf } from "./cloudflare.ts";

/** A place for a command in this process, with its own database and KV. */
export async function newCommandPlace(): Promise<CommandPlace & { env: Cloudflare.Env; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-place-"));
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(folder, "v3") },
    remoteBindings: false,
  });
  const tombstones = tombstonesInFiles(join(folder, "v3"), (await localWorkerOptions()).namespaceId);
  return {
    env: local.env,
    folder,
    database: overBinding(local.env.DB),
    tombstones,
    tokenPrefix: "lk",
    vars: { TOKEN_PREFIX: "lk" },
    hasSecretsKey: true,
    origin: "https://tokens.example.com",
    local: true,
    async close() {
      tombstones.close();
      await local.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A faster place: only SQLite, and a KV that stores nothing. */
export function inMemoryPlace(): CommandPlace {
  const sqlite = new DatabaseSync(":memory:");
  const database: CommandDatabase = {
    query: async <Row>(sql: string) => (queryOf(sqlite, sql).at(-1)?.results ?? []) as Row[],
    run: async (statements) => void queryOf(sqlite, statements.join(";\n")),
    size: async () => 0,
  };
  const tombstones = { async *all() {}, put: async () => {} };
  return {
    database,
    tombstones,
    tokenPrefix: "lk",
    vars: {},
    hasSecretsKey: true,
    origin: null,
    local: true,
    close: async () => {},
  };
}
