import { join } from "node:path";
import { build } from "rolldown";
import { PROJECT } from "../dev/settings.ts";

/** The exports of packages that wrangler chooses for a Worker. */
const CONDITIONS = ["workerd", "worker", "browser", "import"];

/**
 * Makes one minified module of a Worker, with its source map beside it, and returns the module's path. It is smaller
 * than what wrangler makes, which uploads it as it is (decision 044).
 */
export async function bundleWorker(
  folder: string,
  main = "worker/entry.ts",
  root = PROJECT,
): Promise<string> {
  const file = join(folder, "worker.js");
  await build({
    input: join(root, main),
    cwd: root,
    onwarn: ({ message }) => {
      throw new Error(message);
    },
    platform: "neutral",
    external: /^(cloudflare|node):/,
    resolve: { conditionNames: CONDITIONS, mainFields: ["browser", "module", "main"] },
    transform: { target: "es2024", define: { "process.env.NODE_ENV": '"production"' } },
    // No module reads a property for what its getter does.
    treeshake: { propertyReadSideEffects: false },
    output: { file, format: "esm", codeSplitting: false, minify: true, comments: false, sourcemap: true },
  });
  return file;
}
