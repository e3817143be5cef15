import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PARTS, type Part, partOf, TESTS } from "./arrows.ts";
import { type Import, projectModules, ROOT } from "./modules.ts";
import { ringsAmong } from "./rings.ts";

const modules = projectModules();
const product = modules.filter(({ path }) => !TESTS.test(path));

describe("imports flow one way", () => {
  test("every file of the product belongs to a part", () => {
    expect(product.filter(({ path }) => !partOf(path)).map(({ path }) => path)).toEqual([]);
  });

  test.each(PARTS)("$name imports only what it may", (part) => {
    const wrong = product
      .filter(({ path }) => partOf(path) === part)
      .flatMap(({ path, imports }) =>
        imports.filter((imported) => !mayImport(part, imported)).map(({ of }) => `${path} → ${of}`),
      );
    expect(wrong).toEqual([]);
  });

  test("nothing imports a test", () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports.filter(({ of, ours }) => ours && TESTS.test(of)).map(({ of }) => `${path} → ${of}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the web app takes nothing from the procedures but the router's type", () => {
    const named = product
      .filter(({ path }) => path.startsWith("web/"))
      .flatMap(({ imports }) => imports.filter(({ of }) => of.startsWith("worker/procedures/")))
      .map(({ of }) => of);
    expect(new Set(named)).toEqual(new Set(["worker/procedures/router.ts"]));
  });

  test("there is no ring of imports", () => {
    expect(ringsAmong(modules)).toEqual([]);
  });

  test("relative imports name a file that is there", () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports
        .filter(({ of, ours }) => ours && !existsSync(join(ROOT, of)))
        .map(({ of }) => `${path} → ${of}`),
    );
    expect(wrong).toEqual([]);
  });
});

test("the rules are pure: no clock, no chance, no request of their own", () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.(getRandomValues|randomUUID)\(|\bfetch\(|\bnew (Request|Response)\b/;
  const wrong = product.filter(
    ({ path, source }) => path.startsWith("worker/domain/") && impure.test(source),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

function mayImport(part: Part, { of, ours, typeOnly }: Import): boolean {
  if (!ours) {
    if (part.packages) return part.packages.test(of);
    return !part.noPackages?.test(of);
  }
  const target = partOf(of);
  if (!target) return TESTS.test(of) ? false : of.endsWith(".css") || of.endsWith(".json");
  if (target === part || part.imports.includes(target.name)) return true;
  return typeOnly && (part.types ?? []).includes(target.name);
}
