import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../dev/settings.ts";
import type { CommandDatabase } from "./command-database.ts";

const FOLDER = join(PROJECT, "db/migrations");
const APPLIED = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

export interface Schema {
  /** The migrations that the database has run, in their order. */
  applied: string[];
  /** The migrations that it has still to run. */
  pending: string[];
  /** Migrations that it has run but this checkout lacks: the database is of a newer version. */
  unknown: string[];
}

/** All migrations of this checkout, in their order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort();
}

/** Compares the database's schema with this checkout. Changes nothing. */
export async function schemaOf(database: CommandDatabase): Promise<Schema> {
  const known = migrationNames();
  const tables = await database.query("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'");
  const rows =
    tables.length === 0
      ? []
      : await database.query<{ name: string }>("SELECT name FROM d1_migrations ORDER BY id");
  const applied = rows.map(({ name }) => name);
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/**
 * Runs the pending migrations, all or only the named ones, and records them as `wrangler d1 migrations apply` does.
 * Each is one transaction, so one that fails leaves nothing behind.
 * @throws Error if the database is of a newer version than this checkout
 */
export async function migrate(
  database: CommandDatabase,
  names: readonly string[] = migrationNames(),
): Promise<void> {
  const { pending: all, unknown } = await schemaOf(database);
  demandNoNewer(unknown);
  const pending = all.filter((name) => names.includes(name));
  if (pending.length > 0) await database.run([APPLIED]);
  for (const name of pending) {
    const sql = readFileSync(join(FOLDER, name), "utf8").trimEnd();
    await database.query(`${sql.replace(/;$/, "")};\nINSERT INTO d1_migrations (name) VALUES ('${name}');`);
  }
}

/** @throws Error if the database has no tables, or, of the local one, if it lacks migrations */
export async function demandTables({
  database,
  local,
}: {
  database: CommandDatabase;
  local: boolean;
}): Promise<void> {
  const { pending } = await demandNotEmpty(database);
  if (!local || pending.length === 0) return;
  throw new Error(`This database lacks ${pending.length} migrations, which npm run dev runs.`);
}

/** @throws Error if the database has no tables */
export async function demandNotEmpty(database: CommandDatabase): Promise<Schema> {
  const schema = await schemaOf(database);
  if (schema.applied.length > 0) return schema;
  throw new Error(
    "This database is empty: npm run deploy makes its tables, npm run dev those of the local one.",
  );
}

/** @throws Error if there are migrations that this checkout does not know */
export function demandNoNewer(unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  throw new Error(
    `This database is of a newer version: it ran ${unknown.join(", ")}, which this checkout does not have. Update the checkout first.`,
  );
}
