import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
};

/** A Worker as it is deployed, bundled and minified by wrangler with Latchkey's own settings: the script's path, until the process ends. */
export function bundle(main?: string): string {
  const outdir = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  process.once("exit", () => rmSync(outdir, { recursive: true }));
  execFileSync("wrangler", ["deploy", ...(main ? [main] : []), "--dry-run", "--minify", "--outdir", outdir], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...QUIET },
  });
  const script = readdirSync(outdir).find((name) => name.endsWith(".js"));
  if (!script) throw new Error(`wrangler made no script of ${main ?? "Latchkey"}`);
  return join(outdir, script);
}
