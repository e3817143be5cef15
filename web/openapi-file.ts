import { join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

const WORKER = join(import.meta.dirname, "../worker/");

/** The path at which clients ask for it; the Worker serves this file. */
const FILE = "api/v1/openapi.json";

/**
 * Writes the OpenAPI document of the Worker's routes at build time, so that the Worker carries no code for JSON
 * Schema. In watch mode a changed route rewrites it.
 */
export function openapiFile(): Plugin {
  let made: Promise<{ json: string; routes: string[] }> | undefined;
  return {
    name: "openapi-file",
    apply: "build",
    watchChange(id) {
      if (id.startsWith(WORKER)) made = undefined;
    },
    async buildStart() {
      made ??= makeDocument();
      const { json, routes } = await made;
      for (const route of routes) this.addWatchFile(route);
      this.emitFile({ type: "asset", fileName: FILE, source: json });
    },
  };
}

/** Bundles the routes' modules as they are now, and runs them. */
export async function makeDocument(): Promise<{ json: string; routes: string[] }> {
  const { output } = (await build({
    configFile: false,
    logLevel: "silent",
    ssr: { noExternal: true },
    build: {
      ssr: `${WORKER}openapi.ts`,
      write: false,
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const [{ code, moduleIds }] = output;
  const { openapi } = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  return {
    json: JSON.stringify(openapi),
    routes: moduleIds.filter((id) => id.startsWith(`${WORKER}routes/`)),
  };
}
