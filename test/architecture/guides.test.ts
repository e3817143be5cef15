import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { projectFiles, ROOT } from "./modules.ts";

/**
 * The documents that say where things are and how to add them. Decisions are not among them: each describes its own
 * time.
 */
const GUIDES = [
  "README.md",
  ".github/CONTRIBUTING.md",
  "worker/contract.md",
  "db/README.md",
  "db/migrations/README.md",
];

const files = projectFiles();
const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const TOP = /^(worker|web|db|test)\//;
const PATH = /^[\w.-]*\/[\w./-]*$|^[\w.-]+\.(tsx?|md|json|sql|toml)$/;
const NAME = /^([a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+)(\(…?\))?$/;

const BLOCK = /```[\s\S]*?```/g;
/** Files that a deployment creates. */
const MADE = /^\.(latchkey|wrangler)\b/;

const quotedIn = (guide: string) =>
  [
    ...textOf(guide)
      .replaceAll(BLOCK, "")
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, words = ""]) => words);
const pathsIn = (guide: string) =>
  quotedIn(guide).filter((words) => PATH.test(words) && !words.startsWith("/") && !MADE.test(words));

/** A file, a folder, or how the names of files begin (`db/migrations/0001`). */
const isThere = (path: string) => files.some((file) => file.startsWith(path));

test.each(GUIDES)("%s names only files and folders that are there", (guide) => {
  let beside = dirname(guide);
  const missing: string[] = [];
  for (const path of pathsIn(guide)) {
    const found = [path, join(dirname(guide), path), join(beside, path)].map(normalize).find(isThere);
    if (!found) missing.push(path);
    // A file named without its folder is in the folder of the previous one.
    else if (TOP.test(path)) beside = path.endsWith("/") ? found : dirname(found);
  }
  expect(missing).toEqual([]);
});

test.each(GUIDES)("%s links only to what is there", (guide) => {
  const links = [...textOf(guide).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = ""]) => to);
  expect(links.filter((to) => !isThere(normalize(join(dirname(guide), to))))).toEqual([]);
});

test.each(GUIDES)("%s gives commands that do what it says", (guide) => {
  // wrangler looks on this machine unless told otherwise.
  const local = quotedIn(guide).filter(
    (words) => /wrangler (r2|kv)\b/.test(words) && !/ --remote\b/.test(words),
  );
  const fileless = quotedIn(guide).filter((words) => /npm run (backup|restore) -- -/.test(words));
  expect([...local, ...fileless]).toEqual([]);
});

test("functions, types and settings that guides name are there", () => {
  const source = files
    .filter((path) => TOP.test(path) && /\.tsx?$/.test(path))
    .concat("wrangler.toml", ".dev.vars.example")
    .filter((path) => path !== "test/architecture/guides.test.ts")
    .map(textOf)
    .join("\n");
  const words = new Set(source.match(/[\w]+/g));
  const named = GUIDES.flatMap((guide) => quotedIn(guide).flatMap((quoted) => NAME.exec(quoted)?.[1] ?? []));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !words.has(name))).toEqual([]);
});

test.each([
  ["README.md", "worker", "worker/"],
  ["db/README.md", "db", ""],
])("%s says of every folder of %s/ what is in it", (guide, folder, prefix) => {
  const folders = files.flatMap((path) => new RegExp(`^${folder}/([^/]+)/`).exec(path)?.[1] ?? []);
  const said = quotedIn(guide).map((path) => path.replace(/\/$/, ""));
  const unsaid = [...new Set(folders)].filter((name) => !said.includes(`${prefix}${name}`));
  expect(unsaid).toEqual([]);
});
