import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let all: string | undefined;

/** An empty folder of its own, until the process ends. All stand in one, which is removed once. */
export function scratchFolder(): string {
  all ??= untilTheEnd(mkdtempSync(join(tmpdir(), "latchkey-")));
  return mkdtempSync(join(all, "own-"));
}

function untilTheEnd(folder: string): string {
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
