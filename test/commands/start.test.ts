import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

const START = "worker/commands/start.js";
const folder = mkdtempSync(join(tmpdir(), "latchkey-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs only the starter, below the given folder, under this Node with the given flags. */
function start(below: string, ...flags: string[]) {
  mkdirSync(join(below, "worker/commands"), { recursive: true });
  cpSync(join(PROJECT, START), join(below, START));
  return spawnSync(process.execPath, [...flags, START, "worker/commands/dev.ts"], {
    cwd: below,
    encoding: "utf8",
  });
}

describe("what a command needs and does not find is one sentence", () => {
  test("a Node that does not read TypeScript, as after an install without scripts", () => {
    const { status, stderr } = start(join(folder, "old"), "--no-experimental-strip-types");
    expect(status).toBe(1);
    expect(stderr).toContain("npm rebuild node --ignore-scripts=false");
    expect(stderr.trim()).not.toContain("\n");
  });

  test("Windows, where no command runs", () => {
    const windows = "Object.defineProperty(process, 'platform', { value: 'win32' })";
    const { status, stderr } = start(
      join(folder, "windows"),
      `--import=data:text/javascript,${encodeURIComponent(windows)}`,
    );
    expect(status).toBe(1);
    expect(stderr).toContain("WSL");
    expect(stderr.trim()).not.toContain("\n");
  });

  test.each(["a#b", "a?b"])("a folder named %s", (name) => {
    const { status, stderr } = start(join(folder, name));
    expect(status).toBe(1);
    expect(stderr).toContain(name);
    expect(stderr.trim()).not.toContain("\n");
  });
});
