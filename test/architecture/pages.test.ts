import { expect, test } from "vitest";
import { PAGES, pageAt } from "../../web/pages.ts";
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
