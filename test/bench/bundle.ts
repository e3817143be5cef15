import { bundleWorker } from "../../worker/commands/deploy/bundle.ts";
import { scratchFolder } from "../world/scratch-folder.ts";

/**
 * Bundles and minifies a Worker as for deployment, of Latchkey or of another checkout. Returns the script's path,
 * valid until the process ends.
 */
export function bundle(main?: string, root?: string): Promise<string> {
  return bundleWorker(scratchFolder(), main, root);
}
