import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "../dev/settings.ts";
import type { CommandDatabase } from "./command-database.ts";

const run = promisify(execFile);

const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;
const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CI: "true",
};

/** The account's database, through wrangler, which knows who is logged in. */
export async function remoteDatabase(where: readonly string[] = ["--remote"]): Promise<CommandDatabase> {
  const wrangler = async (...words: string[]) => {
    const all = ["d1", ...words, ...where, "--config", join(PROJECT, "wrangler.toml")];
    try {
      const { stdout } = await run(join(PROJECT, "node_modules/.bin/wrangler"), all, {
        env: { ...process.env, ...QUIET },
        maxBuffer: LARGEST_ANSWER_BYTES,
      });
      return stdout;
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Error(`wrangler could not do it: ${(stderr || stdout).trim()}`);
    }
  };
  return {
    migrate: async () => void (await wrangler("migrations", "apply", "DB")),
    async query<Row>(sql: string) {
      const answer = await wrangler("execute", "DB", "--json", "--yes", "--command", sql);
      const results = JSON.parse(answer) as { results: Row[] }[];
      return results.at(-1)?.results ?? [];
    },
    runFile: async (path) => void (await wrangler("execute", "DB", "--yes", "--file", path)),
    close: async () => {},
  };
}
