import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, describe, expect, test, vi } from "vitest";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { type KeptTombstone, tombstonesIn } from "../../worker/backup/tombstones.ts";
import { fileOf, overFile } from "../../worker/commands/d1/file.ts";
import { localWorkerOptions } from "../../worker/commands/d1/local-worker-options.ts";
import type { CommandTombstones } from "../../worker/commands/d1/tombstones.ts";
import { tombstonesInFiles } from "../../worker/commands/d1/tombstones-file.ts";
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
    [
      "variables that only dotenv reads so",
      {
        ".dev.vars":
          '\uFEFFACCESS_AUDIENCE=   \nTOKEN_PREFIX: dv\nMAIL_FROM="A" <a@b.example>\nexport\tPROOF_HOURS=1\n',
      },
      {},
    ],
    ["variables that hold others", { ".env": "NAME=en\nTOKEN_PREFIX=$NAME\n" }, {}],
    [
      "no variables, as .env is not to be read",
      { ".env": "TOKEN_PREFIX=no\n" },
      { CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: "false" },
    ],
    ["the environment's", {}, { CLOUDFLARE_INCLUDE_PROCESS_ENV: "true", TOKEN_PREFIX: "pe" }],
  ])("%s", async (_, files, environment) => {
    const beside = mkdtempSync(join(folder, "beside-"));
    const config = join(beside, "wrangler.toml");
    copyFileSync(join(PROJECT, "wrangler.toml"), config);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(beside, name), text);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const { bindings, d1Databases, kvNamespaces } = unstable_getMiniflareWorkerOptions(config).workerOptions;
    expect(await localWorkerOptions(beside)).toEqual({
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
    expect(existsSync(fileOf(join(place.folder, "v3"), "d1", (await localWorkerOptions()).databaseId))).toBe(
      true,
    );
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

describe("revoked tokens in files are those of workerd's KV", () => {
  const persisted = join(folder, "kv");
  const told = { at: 1, by: "owner" };
  const later = Math.floor(Date.now() / 1000) + 86_400;
  /** As many as this, of each kind that there is. */
  const some = (howMany: number, at: number): KeptTombstone[] =>
    Array.from({ length: howMany }, (_, n) => ({
      hash: n.toString(16).padStart(64, "0"),
      value: n % 3 === 0 ? `told elsewhere, ${at} 🔑` : JSON.stringify({ ...told, at }),
      metadata: n % 3 === 0 ? null : { id: `token${n}`, ...told, at },
      expiration: n % 2 === 0 ? null : later + n,
    }));
  const [few, many] = [some(1_001, 1), some(2_001, 2)];

  async function inKv<Answer>(ask: (kv: Kv) => Promise<Answer>): Promise<Answer> {
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({
        workers: [{ name: "kv", modules: true, script: "", kvNamespaces: { KV: "ours" } }],
        resourcePersistencePath: persisted,
      }),
    );
    const kv = (await miniflare.getKVNamespace("KV")) as unknown as Kv;
    return ask(kv).finally(() => miniflare.dispose());
  }

  async function inFiles<Answer>(ask: (files: CommandTombstones) => Promise<Answer>): Promise<Answer> {
    const files = tombstonesInFiles(persisted, "ours");
    return ask(files).finally(() => files.close());
  }

  async function allOf(pages: AsyncIterable<KeptTombstone[]>): Promise<KeptTombstone[]> {
    const all: KeptTombstone[] = [];
    for await (const page of pages) all.push(...page);
    return all;
  }

  test("what KV took is read, page by page, and none of its other keys", async () => {
    await inKv(async (kv) => {
      await kv.put("fence", "another key");
      await Promise.all(
        few.map(({ hash, value, metadata, expiration }) =>
          kv.put(hash, value, { metadata, ...(expiration !== null && { expiration }) }),
        ),
      );
    });
    expect(await inFiles((files) => allOf(files.all()))).toEqual(few);
  });

  test("what is put, over others and beside them, is KV's, and what has expired is nobody's", async () => {
    const gone = { hash: "f".repeat(64), value: "gone", metadata: null, expiration: later - 100_000 };
    const found = await inFiles(async (files) => {
      await files.put([...many, gone]);
      return allOf(files.all());
    });
    expect(found).toEqual(many);
    const { listed, values, fence } = await inKv(async (kv) => {
      const values: (string | null)[] = [];
      for (let at = 0; at < many.length; at += 100) {
        const names = many.slice(at, at + 100).map(({ hash }) => hash);
        const got = await kv.get(names);
        values.push(...names.map((name) => got.get(name) ?? null));
      }
      return { listed: await allOf(tombstonesIn(kv)), values, fence: await kv.get("fence") };
    });
    expect(listed).toEqual(many);
    expect(values).toEqual(many.map(({ value }) => value));
    expect(fence).toBe("another key");
  });
});

type Kv = Cloudflare.Env["TOMBSTONES"];
