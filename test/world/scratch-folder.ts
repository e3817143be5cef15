import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let all: string | undefined;

/** A new empty folder that exists until the process ends. All share one parent, which is removed once. */
export function scratchFolder(): string {
  all ??= untilTheEnd(mkdtempSync(join(tmpdir(), "latchkey-")));
  return mkdtempSync(join(all, "own-"));
}

function untilTheEnd(folder: string): string {
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
