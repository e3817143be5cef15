import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectFiles } from "./modules.ts";

const files = projectFiles();

test("the top level holds nothing but what was agreed", () => {
  const top = [...new Set(files.map((path) => path.split("/")[0] ?? ""))].filter(
    (name) => !name.startsWith("."),
  );
  const allowed = [
    "LICENSE",
    "README.md",
    "db",
    "package-lock.json",
    "package.json",
    "test",
    "tsconfig.json",
    "web",
    "worker",
    "wrangler.toml",
  ];
  expect(top.filter((name) => !allowed.includes(name))).toEqual([]);
});

test("names are in kebab-case", () => {
  const odd = files
    .filter((path) => /\.(tsx?|css|json|sql|md|svg|png)$/.test(path) && /^(worker|web|db|test)\//.test(path))
    .filter((path) => !path.startsWith("db/migrations/meta/") && !path.endsWith("/README.md"))
    .filter((path) => {
      const names = path.replace(/(\.test|\.config|\.d)?\.\w+$/, "").split("/");
      return !names.every((name) => /^_?[a-z0-9]+(-[a-z0-9]+)*(_[a-z0-9]+(_[a-z0-9]+)*)?$/.test(name));
    });
  expect(odd).toEqual([]);
});

test("no name says nothing", () => {
  const empty = /(^|\/)(utils?|helpers?|common|lib|misc|shared)(\.|\/)/;
  expect(files.filter((path) => empty.test(path))).toEqual([]);
});

test("wrangler.toml names nobody's database: deploying finds or makes it", () => {
  const text = readFileSync("wrangler.toml", "utf8");
  expect(text.match(/^\s*(database_id|id)\s*=.*$/gm) ?? []).toEqual([]);
  expect(text).toContain('preview_database_id = "00000000-0000-0000-0000-000000000000"');
});

test("a decision is cited by a number of its own, which is in its title", () => {
  const decisions = files.filter((path) => /^worker\/decisions\/\d/.test(path));
  const numbers = decisions.map((path) => path.slice("worker/decisions/".length).slice(0, 3));
  expect(numbers.filter((number, nth) => numbers.indexOf(number) !== nth)).toEqual([]);
  expect(
    decisions.filter((path, nth) => !readFileSync(path, "utf8").startsWith(`# ${numbers[nth]} · `)),
  ).toEqual([]);
});
