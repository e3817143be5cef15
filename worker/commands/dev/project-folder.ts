import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";

/**
 * A sentence on why wrangler cannot run here, or nothing: it builds in `.wrangler` beside its settings, wherever the
 * state is.
 */
export function projectProblem(project: string): string | undefined {
  const folder = join(project, ".wrangler");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return `${folder} must be a folder that can be written to, also where LATCHKEY_STATE is another one: ${error instanceof Error ? error.message : error}`;
  }
}
