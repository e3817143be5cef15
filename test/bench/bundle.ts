import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "../world/scratch-folder.ts";

const ROOT = join(import.meta.dirname, "../..");
const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
};

/**
 * A Worker as it is deployed, bundled and minified by wrangler with Latchkey's own settings, or those of another
 * checkout: the script's path, until the process ends.
 */
export function bundle(main?: string, root = ROOT): string {
  const folder = scratchFolder();
  const [outdir, assets] = [join(folder, "bundle"), join(folder, "assets")];
  // Whether the web app is built or not.
  mkdirSync(assets);
  const flags = ["--dry-run", "--minify", "--outdir", outdir, "--assets", assets];
  execFileSync(join(ROOT, "node_modules/.bin/wrangler"), ["deploy", ...(main ? [main] : []), ...flags], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...QUIET },
  });
  const script = readdirSync(outdir).find((name) => name.endsWith(".js"));
  if (!script) throw new Error(`wrangler made no script of ${main ?? "Latchkey"}`);
  return join(outdir, script);
}
