import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy, unstable_splitSqlQuery } from "wrangler";
import { applyMigrations } from "../dev/database.ts";
import { PROJECT, readDevSettings } from "../dev/settings.ts";
import { holdState } from "../dev/state-lock.ts";
import type { CommandDatabase } from "./command-database.ts";

const STATEMENTS_A_BATCH = 100;

/** The database of `npm run dev`, in the folder that `LATCHKEY_STATE` names. */
export async function localDatabase(): Promise<CommandDatabase> {
  const settings = readDevSettings(process.env);
  if ("problem" in settings) throw new Error(settings.problem);
  const unavailable = holdState(settings.state);
  if (unavailable) throw new Error(unavailable);
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(settings.state, "v3") },
    remoteBindings: false,
  });
  const { DB } = local.env;
  const run = async <Row>(statements: string[]) =>
    DB.batch<Row>(statements.map((statement) => DB.prepare(statement)));
  return {
    migrate: () => applyMigrations(DB),
    async query<Row>(sql: string) {
      const results = await run<Row>(unstable_splitSqlQuery(sql));
      return results.at(-1)?.results ?? [];
    },
    async runFile(path) {
      const statements = unstable_splitSqlQuery(readFileSync(path, "utf8"));
      for (let at = 0; at < statements.length; at += STATEMENTS_A_BATCH) {
        await run(statements.slice(at, at + STATEMENTS_A_BATCH));
      }
    },
    close: () => local.dispose(),
  };
}
