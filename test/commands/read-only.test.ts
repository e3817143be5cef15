import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectProblem } from "../../worker/commands/dev/project-folder.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

const folder = mkdtempSync(join(tmpdir(), "latchkey-read-only-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the web app is built where nothing but its own folder can be written to, node_modules neither", () => {
  const builder = join(PROJECT, "worker/commands/dev/web-build.ts");
  const script = `const { buildWeb } = await import(${JSON.stringify(builder)});
    await buildWeb(${JSON.stringify(join(folder, "web"))}, () => {});
    process.exit();`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...["--no-warnings", "--permission", "--allow-fs-read=*", `--allow-fs-write=${folder}`],
      ...["--allow-addons", "--allow-worker", "--input-type=module", "--eval", script],
    ],
    { cwd: PROJECT, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("a project folder that cannot be written to is told in one sentence", () => {
  expect(projectProblem("/dev/null")).toMatch(
    /^\/dev\/null\/.wrangler must be a folder that can be written to/,
  );
  expect(projectProblem(folder)).toBeUndefined();
});
