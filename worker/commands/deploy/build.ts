import { join } from "node:path";
import { build } from "vite";
import { PROJECT } from "../dev/settings.ts";

/** The built web app, in the folder that wrangler.toml names. */
export async function buildForDeployment(): Promise<void> {
  await build({ configFile: join(PROJECT, "web/vite.config.ts"), logLevel: "error" });
}
