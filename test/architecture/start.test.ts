import { expect, test } from "vitest";
import { projectModules } from "./modules.ts";

const modules = new Map(projectModules().map((module) => [module.path, module]));

/** What is evaluated together with this module: our own modules, and packages by name. */
function evaluatedWith(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { of, typeOnly, later } of modules.get(path)?.imports ?? [])
    if (!typeOnly && !later) evaluatedWith(of, found);
  return found;
}

test("what only a sign-in by a provider or by Access needs is not evaluated when the Worker starts", () => {
  const evaluated = evaluatedWith("worker/entry.ts");
  expect(evaluated).toContain("worker/procedures/session/sign-in-with-access.ts");
  expect(evaluated).toContain("hono/hono-base");
  expect(evaluated).not.toContain("oauth4webapi");
});

test("what makes the OpenAPI document is no part of the Worker", () => {
  expect(evaluatedWith("worker/entry.ts")).not.toContain("worker/routes/api/v1/openapi-document.ts");
  expect(evaluatedWith("worker/openapi.ts")).toContain("worker/routes/api/v1/openapi-document.ts");
});

test("what a local backup or restore loads is small: neither wrangler nor miniflare", () => {
  for (const path of ["d1/local.ts", "backup/back-up.ts", "restore/restore.ts"]) {
    const evaluated = evaluatedWith(`worker/commands/${path}`);
    expect(evaluated.size, path).toBeGreaterThan(3);
    expect(evaluated).not.toContain("wrangler");
    expect(evaluated).not.toContain("miniflare");
  }
});
