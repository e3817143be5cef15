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
 * Bundles and minifies a Worker as for deployment, with wrangler and the settings of Latchkey or of another checkout.
 * Returns the script's path, valid until the process ends.
 */
export function bundle(main?: string, root = ROOT): string {
  const folder = scratchFolder();
  const [outdir, assets] = [join(folder, "bundle"), join(folder, "assets")];
  // The folder must exist, even if the web app is not built.
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
