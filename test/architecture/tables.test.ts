import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { projectFiles, ROOT } from "./modules.ts";

test("every table is in the list from which migrations are made", () => {
  const list = readFileSync(join(ROOT, "db/tables/tables.ts"), "utf8");
  const files = projectFiles().filter((path) => /^db\/tables\/(?!tables\.ts)/.test(path));
  expect(files).not.toEqual([]);
  expect(files.filter((path) => !list.includes(`from "./${basename(path)}"`))).toEqual([]);
});
