import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { PROJECT } from "./settings.ts";

/**
 * Builds the web app into a folder of this instance, so that parallel instances never empty each other's, and
 * rebuilds it on every change. Resolves after the first build.
 */
export async function buildWeb(folder: string, rebuilt: () => void): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const watcher = await build({
    configFile: join(PROJECT, "web/vite.config.ts"),
    // Not bundled: a bundled configuration would be written into node_modules, which may be read-only.
    configLoader: "native",
    logLevel: "silent",
    // Files that an open page still refers to stay until the next start.
    build: { outDir: folder, emptyOutDir: false, watch: {} },
  });
  if (!("on" in watcher)) throw new Error("vite did not watch the web app");

  let first = true;
  await new Promise<void>((resolve, reject) => {
    watcher.on("event", (event) => {
      if (event.code === "ERROR") {
        if (first) reject(event.error);
        else console.error(`The web app was not rebuilt: ${event.error.message}`);
      }
      if (event.code === "BUNDLE_END") event.result.close();
      if (event.code === "END") {
        if (!first) rebuilt();
        first = false;
        resolve();
      }
    });
  });
}
