import { join } from "node:path";
import { build } from "vite";
import { PROJECT } from "../dev/settings.ts";

/** The web app, where wrangler.toml says that it is. */
export async function buildForDeployment(): Promise<void> {
  await build({ configFile: join(PROJECT, "web/vite.config.ts"), logLevel: "error" });
}
