import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "../../worker/commands/backup/back-up.ts";
import type { CommandDatabase } from "../../worker/commands/d1/command-database.ts";
import { migrate, migrationNames } from "../../worker/commands/d1/migrations.ts";
import { restore } from "../../worker/commands/restore/restore.ts";
import { inMemoryPlace, newCommandPlace } from "../world/command-place.ts";

type Place = Awaited<ReturnType<typeof newCommandPlace>>;

let place: Place;
let into: Place;
let file: string;

beforeAll(async () => {
  [place, into] = await Promise.all([newCommandPlace(), newCommandPlace()]);
  file = join(place.folder, "latchkey.sql");
  await migrate(place.database);
  await place.database.run([
    "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES ('org_1', 'Acme\nand \"sons\"', 'customer', '[]', 1)",
    ...member("before"),
    token("stays", "before"),
    token("goes", "before"),
  ]);
});
afterAll(() => Promise.all([place.close(), into.close()]));

function member(name: string): string[] {
  return [
    `INSERT INTO user (id, email, kind, created_at) VALUES ('usr_${name}', '${name}@a.example', 'human', 1)`,
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
      VALUES ('org_1', 'usr_${name}', '${name}', 'member', '[]', '[]', 1)`,
  ];
}

function token(name: string, of: string): string {
  return `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
    VALUES ('${name.padEnd(12, "0")}', 'org_1', 'usr_${of}', 'api', '${name}', '${name}', randomblob(32), 'all', 1)`;
}

/** A database that changes meanwhile: right after the first matching query, these statements run. */
function whileAsked(database: CommandDatabase, about: RegExp, statements: string[]): CommandDatabase {
  let left = statements;
  return {
    ...database,
    async query<Row>(sql: string) {
      const rows = await database.query<Row>(sql);
      if (about.test(sql) && left.length > 0) {
        const now = left;
        left = [];
        await database.run(now);
      }
      return rows;
    },
  };
}

const names = (of: Place) =>
  of.database
    .query<{ name: string }>("SELECT name FROM token ORDER BY name")
    .then((rows) => rows.map(({ name }) => name));

describe("a backup that is taken while others work", () => {
  test("restores, holds nobody who came later, and brings back no token that ended meanwhile", async () => {
    const buried = { at: 1, by: "owner" };
    const metadata = { id: "abcdefghijkl", ...buried };
    await place.tombstones.put([
      { hash: "cd".repeat(32), value: JSON.stringify(buried), metadata, expiration: null },
    ]);
    const busy = {
      ...place,
      database: whileAsked(place.database, /FROM "token" WHERE rowid > /, [
        ...member("after"),
        token("late", "after"),
        "DELETE FROM token WHERE name = 'goes'",
      ]),
    };
    await backUp(busy, file);
    expect(await names(place)).toEqual(["late", "stays"]);
    await restore(into, file, () => {});
    expect(await names(into)).toEqual(["stays"]);
    expect((await into.tombstones.all().next()).value).toMatchObject([{ hash: "cd".repeat(32), metadata }]);
    expect(await into.database.query("SELECT members, tokens FROM organization_tally")).toEqual([
      { members: 1, tokens: 1 },
    ]);
  });

  test("leaves out whose parent is not in it, and says so", async () => {
    const orphaned = join(place.folder, "orphaned.sql");
    const lines = readFileSync(file, "utf8").split("\n");
    const at = lines.findIndex((line) => line.startsWith('INSERT INTO "membership"'));
    const end = lines.findIndex((line) => line.startsWith("-- end "));
    const said = JSON.parse(lines[end]?.slice("-- end ".length) ?? "");
    lines[end] =
      `-- end ${JSON.stringify({ ...said, lines: said.lines - 1, rows: { ...said.rows, membership: 0 } })}`;
    writeFileSync(orphaned, lines.toSpliced(at, 1).join("\n"));
    const third = await newCommandPlace();
    const words = await restore(third, orphaned, () => {});
    expect(words).toContain("rows of token were left out");
    await third.close();
  });
});

describe("a backup is refused before anything is changed", () => {
  test.each([
    ["cut off", (text: string) => text.slice(0, -20), "cut off"],
    ["cut in the middle", (text: string) => text.replace(/\nINSERT INTO "token".*/, ""), "damaged"],
    ["of a newer schema", (text: string) => text.replace("0000_tables.sql", "9999_later.sql"), "newer"],
    [
      "of another prefix",
      (text: string) => text.replace('"tokenPrefix":"lk"', '"tokenPrefix":"zz"'),
      "TOKEN_PREFIX",
    ],
    ["of something else", () => "CREATE TABLE x (y);\n", "no backup"],
  ])("%s", async (name, damage, sentence) => {
    const damaged = join(place.folder, `${name}.sql`);
    writeFileSync(damaged, damage(readFileSync(file, "utf8")));
    const untouched = await newCommandPlace();
    await expect(restore(untouched, damaged, () => {})).rejects.toThrow(sentence);
    expect(
      await untouched.database.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      ),
    ).toEqual([]);
    await untouched.close();
  });
});

test("a path that leads nowhere, or to a folder, is told as such", async () => {
  await expect(restore(place, join(place.folder, "nowhere.sql"), () => {})).rejects.toThrow(
    "There is no file",
  );
  await expect(restore(place, place.folder, () => {})).rejects.toThrow("is a folder");
});

test("a backup of every older schema is restored, and brought to this one", async () => {
  for (const [at] of migrationNames().entries()) {
    const [old, fresh] = [inMemoryPlace(), inMemoryPlace()];
    await migrate(old.database, migrationNames().slice(0, at + 1));
    await old.database.run([
      "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES ('org_1', 'Acme', 'customer', '[]', 1)",
      ...member("before"),
      token("old", "before"),
    ]);
    const path = join(place.folder, `old-${at}.sql`);
    await backUp(old, path);
    await migrate(fresh.database);
    await restore(fresh, path, () => {});
    await migrate(old.database);
    for (const one of [old, fresh]) {
      expect(await one.database.query("SELECT facts IS NOT NULL AS whole FROM token_to_verify")).toEqual([
        { whole: 1 },
      ]);
      expect(await one.database.query("SELECT members, tokens FROM organization_tally")).toEqual([
        { members: 1, tokens: 1 },
      ]);
    }
  }
});
