import { expect, test } from "vitest";
import { appRouter } from "../../worker/procedures/router.ts";
import { projectFiles } from "./modules.ts";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `organization.revokeToken` is `organization/revoke-token`. */
const pathOf = (name: string) => name.split(".").map(kebab).join("/");

test.each([
  ["a procedure's file", (path: string) => `worker/procedures/${path}.ts`],
  ["its test", (path: string) => `test/procedures/${path}.test.ts`],
])("%s is named as the procedure is on the wire", (_, fileOf) => {
  const files = new Set(projectFiles());
  const onTheWire = Object.keys(appRouter._def.procedures);
  expect(onTheWire).not.toEqual([]);
  const missing = onTheWire.map((name) => fileOf(pathOf(name))).filter((path) => !files.has(path));
  expect(missing).toEqual([]);
});
