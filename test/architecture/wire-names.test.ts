import { expect, test } from "vitest";
import { appRouter } from "../../worker/procedures/router.ts";
import { projectFiles } from "./modules.ts";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test("a procedure's file is named as the procedure is on the wire", () => {
  const files = new Set(projectFiles());
  const onTheWire = Object.keys(appRouter._def.procedures);
  expect(onTheWire).not.toEqual([]);
  const missing = onTheWire
    .map((name) => `worker/procedures/${name.split(".").map(kebab).join("/")}.ts`)
    .filter((path) => !files.has(path));
  expect(missing).toEqual([]);
});
