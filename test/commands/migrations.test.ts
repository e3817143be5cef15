import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { unstable_splitSqlQuery } from "wrangler";
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

/**
 * Existing databases ran them as they were: a changed one makes a schema that nobody has (db/migrations/README.md).
 */
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

type Column = { name: string; notnull: 0 | 1; dflt_value: string | null };

/** Unique indexes of tables, by the table's name. */
function uniqueOf(sqlite: DatabaseSync, tables: Iterable<string>): string[] {
  return [...tables].flatMap((table) => {
    const indexes = sqlite.prepare(`PRAGMA index_list("${table}")`).all() as {
      name: string;
      unique: 0 | 1;
    }[];
    return indexes.filter(({ unique }) => unique === 1).map(({ name }) => `${table}: ${name}`);
  });
}

/** Tables, views and indexes, each with its columns. */
function shapeOf(sqlite: DatabaseSync): Map<string, Column[]> {
  const all = sqlite
    .prepare(
      "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view', 'index') AND name NOT LIKE 'sqlite%'",
    )
    .all() as { type: string; name: string }[];
  return new Map(
    all.map(({ type, name }) => [
      `${type} ${name}`,
      type === "index" ? [] : (sqlite.prepare(`PRAGMA table_info("${name}")`).all() as unknown as Column[]),
    ]),
  );
}

/** During a rollout, the earlier Worker runs on the new version's schema. */
test("each migration only widens: what was there is there, and nothing new has to be given", () => {
  const sqlite = new DatabaseSync(":memory:");
  let before = new Map<string, Column[]>();
  for (const file of files) {
    const tables = [...before.keys()]
      .filter((what) => what.startsWith("table "))
      .map((what) => what.slice(6));
    const unique = uniqueOf(sqlite, tables);
    sqlite.exec(readFileSync(join(FOLDER, file), "utf8"));
    expect(uniqueOf(sqlite, tables), `${file} lets less be alike`).toEqual(unique);
    const after = shapeOf(sqlite);
    for (const [what, columns] of before) {
      const now = after.get(what);
      expect(now, `${file} takes away ${what}`).toBeDefined();
      const names = now?.map(({ name }) => name);
      for (const { name } of columns) expect(names, `${file}, ${what}`).toContain(name);
      const old = columns.map(({ name }) => name);
      const narrowed = now?.filter(
        ({ name, notnull }) => notnull > (columns.find((one) => one.name === name)?.notnull ?? notnull),
      );
      expect(narrowed, `${file}, ${what}`).toEqual([]);
      const demanded = now?.filter(
        ({ name, notnull, dflt_value }) => !old.includes(name) && notnull === 1 && dflt_value === null,
      );
      expect(demanded, `${file}, ${what}`).toEqual([]);
    }
    before = after;
  }
});

/** D1 gets a file in pieces: a piece that ends inside a trigger would fail, or make another trigger. */
test("wrangler's own splitter leaves every trigger whole", () => {
  const [whole, cut] = [new DatabaseSync(":memory:"), new DatabaseSync(":memory:")];
  const made = (sqlite: DatabaseSync) => sqlite.prepare("SELECT type, name, sql FROM sqlite_master").all();
  for (const file of files) {
    const text = readFileSync(join(FOLDER, file), "utf8");
    whole.exec(text);
    for (const statement of unstable_splitSqlQuery(text)) cut.exec(statement);
    expect(made(cut), file).toEqual(made(whole));
  }
});
