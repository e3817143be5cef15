import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

const FOLDER = join(PROJECT, "db/migrations");
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".sql"))
  .sort();
const hashes: Record<string, string> = JSON.parse(readFileSync(join(FOLDER, "hashes.json"), "utf8"));
const hashOf = (name: string) =>
  createHash("sha256")
    .update(readFileSync(join(FOLDER, name)))
    .digest("hex");

/** Databases out there ran them as they were: a changed one is a schema that nobody has (db/migrations/README.md). */
describe("migrations that were committed", () => {
  test.each(Object.entries(hashes))("%s is as it was", (name, hash) => {
    expect(hashOf(name)).toBe(hash);
  });

  test("come before those that are new, with numbers that follow one another", () => {
    expect(files.slice(0, Object.keys(hashes).length)).toEqual(Object.keys(hashes));
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, at) => at));
  });

  test("are all of them, once a version is released", () => {
    const changes = readFileSync(join(PROJECT, ".github/CHANGELOG.md"), "utf8");
    const unreleased = /^## .*unreleased/im.test(changes);
    expect(unreleased ? [] : files.filter((name) => !(name in hashes))).toEqual([]);
  });
});
