import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import config from "../../db/drizzle.config.ts";
import { command, ROOT } from "./step.ts";

/** Whether drizzle-kit finds nothing to do for a next migration. Works on a copy. */
export async function checkMigrations(): Promise<boolean> {
  const kept = join(ROOT, "db/migrations");
  const copy = mkdtempSync(join(ROOT, "node_modules/.latchkey-migrations-"));
  try {
    cpSync(kept, copy, { recursive: true });
    const { dialect, schema } = config as { dialect: string; schema: string };
    const flags = ["generate", `--dialect=${dialect}`, `--schema=${schema}`, `--out=${relative(ROOT, copy)}`];
    if (!(await command("drizzle-kit", flags))) return false;
    const fresh = readdirSync(copy).filter((name) => !readdirSync(kept).includes(name));
    if (fresh.length > 0) console.error("db/tables and db/migrations differ: npm run migrations");
    return fresh.length === 0;
  } finally {
    rmSync(copy, { recursive: true });
  }
}
