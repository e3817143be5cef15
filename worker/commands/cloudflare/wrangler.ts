import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "../dev/settings.ts";

const run = promisify(execFile);

const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  CI: "true",
};
const LONGEST_WORDS_BYTES = 16 * 1024 * 1024;

/** Runs wrangler without prompts and returns its output. @throws Error with its error output */
export async function wrangler(...words: string[]): Promise<string> {
  try {
    const { stdout } = await run(join(PROJECT, "node_modules/.bin/wrangler"), words, {
      cwd: PROJECT,
      env: { ...process.env, ...QUIET },
      maxBuffer: LONGEST_WORDS_BYTES,
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`wrangler failed: ${(stderr || stdout).trim()}`);
  }
}
