import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { fileOf, overFile } from "../../worker/commands/d1/file.ts";
import { localWorkerOptions } from "../../worker/commands/d1/local-worker-options.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { newCommandPlace } from "../world/command-place.ts";

const folder = mkdtempSync(join(tmpdir(), "latchkey-local-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("commands read of the Worker what wrangler reads", () => {
  test.each([
    ["only wrangler.toml", {}, {}],
    [
      "variables in .dev.vars",
      { ".dev.vars": 'TOKEN_PREFIX="dv" # ours\n', ".env": "TOKEN_PREFIX=no\n" },
      {},
    ],
    [
      "variables in .env",
      { ".env": "TOKEN_PREFIX=en\nMAIL_FROM='A <a@b.example>'\n", ".env.local": "TOKEN_PREFIX=lo\n" },
      {},
    ],
    ["the environment's", {}, { CLOUDFLARE_INCLUDE_PROCESS_ENV: "true", TOKEN_PREFIX: "pe" }],
  ])("%s", (_, files, environment) => {
    const beside = mkdtempSync(join(folder, "beside-"));
    const config = join(beside, "wrangler.toml");
    copyFileSync(join(PROJECT, "wrangler.toml"), config);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(beside, name), text);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const { bindings, d1Databases, kvNamespaces } = unstable_getMiniflareWorkerOptions(config).workerOptions;
    expect(localWorkerOptions(beside)).toEqual({
      vars: bindings,
      databaseId: (d1Databases as Ids).DB?.id,
      namespaceId: (kvNamespaces as Ids).TOMBSTONES?.id,
    });
    vi.unstubAllEnvs();
  });
});

type Ids = Record<string, { id: string }>;

describe("a database in its file", () => {
  test("is the one that workerd opens", async () => {
    const place = await newCommandPlace();
    await place.database.run(["CREATE TABLE seen (by TEXT)"]);
    expect(existsSync(fileOf(join(place.folder, "v3"), localWorkerOptions().databaseId))).toBe(true);
    await place.close();
  });

  const database = overFile(join(folder, "one.sqlite"));
  afterAll(() => database.close());

  test("answers with the rows of the last statement, and cuts none inside of a trigger or a text", async () => {
    const rows = await database.query(`
      CREATE TABLE note (text TEXT); -- the first; of many
      CREATE TABLE copy (text TEXT);
      CREATE TRIGGER copied AFTER INSERT ON note BEGIN
        INSERT INTO copy VALUES (new.text); INSERT INTO copy VALUES (new.text || '!');
      END;
      INSERT INTO note VALUES ('a;b');
      INSERT INTO note VALUES ('c') RETURNING text;
    `);
    expect(rows).toEqual([{ text: "c" }]);
    expect(await database.query("SELECT text FROM copy")).toEqual(
      ["a;b", "a;b!", "c", "c!"].map((text) => ({ text })),
    );
  });

  test("keeps nothing of statements of which one fails", async () => {
    await database.run(["CREATE TABLE parent (id INTEGER PRIMARY KEY)"]);
    await database.run(["CREATE TABLE child (parent INTEGER REFERENCES parent (id))"]);
    const orphan = ["INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (2)"];
    await expect(database.run(orphan)).rejects.toThrow("FOREIGN KEY");
    await expect(database.query(orphan.join(";\n"))).rejects.toThrow("FOREIGN KEY");
    expect(await database.query("SELECT id FROM parent")).toEqual([]);
    expect(await database.size()).toBeGreaterThan(0);
  });
});
