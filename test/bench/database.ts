import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getPlatformProxy } from "wrangler";
import { applyMigrations } from "../../worker/commands/dev/database.ts";

const PROJECT = join(import.meta.dirname, "../..");

export interface LocalDatabase {
  d1: Cloudflare.Env["DB"];
  close(): Promise<void>;
}

/**
 * A local D1 in a temporary folder, migrated, then filled by `fill` directly in its file: inserting a million rows
 * through D1 would take an hour.
 */
export async function databaseFilledBy(fill: (file: DatabaseSync) => void): Promise<LocalDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  const open = () =>
    getPlatformProxy<Cloudflare.Env>({
      configPath: join(PROJECT, "wrangler.toml"),
      persist: { path: folder },
      remoteBindings: false,
    });
  const empty = await open();
  await applyMigrations(empty.env.DB);
  await empty.dispose();
  const file = new DatabaseSync(sqliteFile(folder));
  fill(file);
  file.close();
  const full = await open();
  return {
    d1: full.env.DB,
    async close() {
      await full.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

function sqliteFile(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /d1.*\.sqlite$/.test(name) && !name.includes("metadata"));
  const [first] = files;
  if (files.length !== 1 || !first) throw new Error(`not one database: ${files.join(", ")}`);
  return join(folder, first);
}
