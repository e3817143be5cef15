import type { AnyProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { PAGES, pageAt } from "../../web/pages.ts";
import { appRouter } from "../../worker/procedures/router.ts";
import { projectFiles, projectModules } from "./modules.ts";

const named = new Set(PAGES.map(({ module }) => `web/${module}`));
const modules = projectModules();

test("every page is in the one table of pages", () => {
  const drawn = projectFiles().filter((path) => /^web\/pages\/[^/]+\/page\.tsx$/.test(path));
  expect(drawn.filter((path) => !named.has(path))).toEqual([]);
});

test("every page of the table has its module", () => {
  const paths = modules.map(({ path }) => path);
  expect([...named].filter((module) => !paths.includes(module))).toEqual([]);
});

test("no page is known beside the table: nobody imports one by name, nor knows its path in the Worker", () => {
  const importers = modules.filter(({ imports }) => imports.some(({ of }) => named.has(of)));
  expect(importers.map(({ path }) => path)).toEqual([]);
  const paths = PAGES.map(({ path }) => path).filter((path) => path.split("/").length > 2);
  const knowing = modules.filter(
    ({ path, source }) =>
      /^worker\/(domain|routes|http)\//.test(path) && paths.some((page) => source.includes(`"${page}"`)),
  );
  expect(knowing.map(({ path }) => path)).toEqual([]);
});

test("the first page that matches is the page", () => {
  const shadowed = PAGES.filter((page) => {
    const path = page.path.replaceAll(/:\w+/g, "x1").replace("*unknown", "/nowhere/at-all");
    return pageAt(path)?.page !== page;
  });
  expect(shadowed.map(({ path }) => path)).toEqual([]);
});

const PROCEDURES = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;

test("what a page asks first is a query, and one of its own", () => {
  const wrong = PAGES.flatMap(({ path, asks }) => {
    const names = (asks?.(() => undefined, "x1") ?? []).map(([procedure]) => procedure);
    const unknown = names.filter((name) => PROCEDURES[name]?._def.type !== "query");
    return [...unknown, ...names.filter((name, nth) => names.indexOf(name) !== nth)].map(
      (name) => `${path}: ${name}`,
    );
  });
  expect(wrong).toEqual([]);
});

/** A path as a test writes it, up to its query. */
const PATH = /["`](\/(?:\$\{[^}]*\}|[^"`?#\s$])*)/g;

test("axe looks at every page: a test that calls it names the page's path", () => {
  const looking = modules.filter(
    ({ path, source }) => path.startsWith("test/browser/") && source.includes("lookFindings("),
  );
  const named = looking.flatMap(({ source }) =>
    [...source.matchAll(PATH)].map(([, path = ""]) => path.replaceAll(/\$\{[^}]*\}/g, "x1")),
  );
  const seen = new Set(named.map((path) => pageAt(path)?.page.module));
  expect(PAGES.filter(({ module }) => !seen.has(module)).map(({ path }) => path)).toEqual([]);
});
