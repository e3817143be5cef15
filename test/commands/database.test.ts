import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getPlatformProxy } from "wrangler";
import { connect, prepare } from "../../db/connect.ts";
import { listOrganizationTokens } from "../../db/organization-tokens/list.ts";
import { KEPT_TABLES, LEFT_OUT } from "../../worker/backup/contents.ts";
import { fileOf, overFile } from "../../worker/commands/d1/file.ts";
import { localWorkerOptions } from "../../worker/commands/d1/local-worker-options.ts";
import { migrate, migrationNames } from "../../worker/commands/d1/migrations.ts";
import { prepareDatabase } from "../../worker/commands/dev/database.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

const CONFIG = join(PROJECT, "wrangler.toml");
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "latchkey-commands-"));
const state = join(folder, "state");
const restored = join(folder, "restored");
const file = join(folder, "latchkey.sql");

beforeAll(() => prepareDatabase(state));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints, on both streams, and whether it succeeded. */
async function command(name: string, in_: string, ...words: string[]) {
  const script = join(PROJECT, "worker/commands", `${name}.ts`);
  const env = { ...process.env, LATCHKEY_STATE: in_ };
  return run(process.execPath, ["--no-warnings", script, ...words], { env }).then(
    ({ stdout }) => ({ done: true, said: stdout }),
    ({ stderr }) => ({ done: false, said: String(stderr) }),
  );
}

async function inDatabase<Answer>(
  of: string,
  ask: (d1: Cloudflare.Env["DB"], kv: Cloudflare.Env["TOMBSTONES"]) => Promise<Answer>,
) {
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: CONFIG,
    persist: { path: join(of, "v3") },
    remoteBindings: false,
  });
  return ask(local.env.DB, local.env.TOMBSTONES).finally(() => local.dispose());
}

test("two commands never write one state at once: the second is told in a sentence", async () => {
  const lock = new DatabaseSync(join(state, "in-use.sqlite"));
  lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  const outcomes = await Promise.all([
    command("backup", state, join(folder, "locked.sql")),
    command("restore", state, CONFIG),
    command("admin", state, "create-organization", "--name", "X", "--email", "x@x.example"),
  ]).finally(() => lock.close());
  for (const { done, said } of outcomes) {
    expect(done).toBe(false);
    expect(said).toContain(`${state} is in use`);
    expect(said).not.toContain("    at ");
  }
});

test("a state without a database, or with that of an older checkout, is told in a sentence", async () => {
  const older = join(folder, "older");
  const database = overFile(fileOf(join(older, "v3"), "d1", (await localWorkerOptions()).databaseId));
  await migrate(database, migrationNames().slice(0, -2));
  database.close();
  const none = join(folder, "none");
  const outcomes = [
    await command("admin", older, "list-people"),
    await command("backup", older, join(folder, "older.sql")),
    await command("admin", none, "list-people"),
    await command("backup", none, join(folder, "none.sql")),
  ];
  expect(outcomes).toEqual([
    { done: false, said: "This database lacks 2 migrations, which npm run dev runs.\n" },
    { done: true, said: `The backup is in ${join(folder, "older.sql")}\n` },
    { done: false, said: `${EMPTY}\n` },
    { done: false, said: `${EMPTY}\n` },
  ]);
});

const EMPTY = "This database is empty: npm run deploy makes its tables, npm run dev those of the local one.";

test("a setting that the Worker would not start with is refused by its name", async () => {
  vi.stubEnv("CLOUDFLARE_INCLUDE_PROCESS_ENV", "true");
  vi.stubEnv("TOKEN_PREFIX", "LK");
  await expect(prepareDatabase(join(folder, "never"))).rejects.toThrow("TOKEN_PREFIX must be a lower-case");
  vi.unstubAllEnvs();
});

describe("npm run admin -- create-organization", () => {
  test("makes it and its Master Admin, and prints the link", async () => {
    const { said, done } = await command(
      "admin",
      state,
      "create-organization",
      "--name",
      "O'Neill & Söhne",
      "--email",
      "A@acme.example",
    );
    expect(done).toBe(true);
    expect(said).toMatch(/http:\/\/localhost:8787\/set-password#[0-9A-Za-z]{44}\n/);
    const rows = await inDatabase(
      state,
      async (d1) =>
        (
          await d1
            .prepare(
              "SELECT o.name, o.kind, u.email, m.role, length(l.hash) AS hash, a.action FROM organization o JOIN membership m ON m.organization_id = o.id JOIN user u ON u.id = m.user_id JOIN one_time_link l ON l.user_id = u.id JOIN activity a ON a.organization_id = o.id WHERE u.email = 'a@acme.example'",
            )
            .all()
        ).results,
    );
    expect(rows).toEqual([
      {
        name: "O'Neill & Söhne",
        kind: "customer",
        email: "a@acme.example",
        role: "master_admin",
        hash: 32,
        action: "organization.created",
      },
    ]);
  });

  test.each([
    [[], "Please give --name and --email."],
    [["--name", "X"], "Please give --email."],
  ])("%j is refused in a sentence", async (words, sentence) => {
    const { done, said } = await command("admin", state, "create-organization", ...words);
    expect(done).toBe(false);
    expect(said).toContain(sentence);
    expect(said).not.toContain("    at ");
  });
});

describe("npm run backup and npm run restore", () => {
  test("bring everything back, and the search index with it", async () => {
    const path = `/it's "quoted"; \n🔑${"\u0001".repeat(190)}`;
    const uses = Array.from({ length: 450 }, (_, nth) => [
      `token${nth + 1_000_000}`,
      [nth, "GET", path, 1, path],
    ]);
    await inDatabase(state, async (d1, kv) => {
      await kv.put("cd".repeat(32), "revoked");
      await d1
        .prepare("INSERT INTO use_sheet (id, tokens, uses) VALUES (77, 450, ?)")
        .bind(JSON.stringify(Object.fromEntries(uses)))
        .run();
    });
    expect(await command("backup", state, file)).toMatchObject({ done: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await command("restore", restored, file)).toMatchObject({ done: true });
    const contents = (of: string) =>
      inDatabase(of, async (d1, kv) => {
        const results = await d1.batch(
          KEPT_TABLES.map((table) => d1.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`)),
        );
        const organization = await d1
          .prepare("SELECT id FROM organization WHERE name = 'Northwind Labs'")
          .first<string>("id");
        const found = await listOrganizationTokens(connect(d1), organization as string, {
          q: "nightly",
          sort: { by: "name", descending: false },
          limit: 10,
          tokenPrefix: "lk",
        });
        const tally = prepare(
          connect(d1),
          sql`SELECT members, tokens FROM organization_tally WHERE organization_id = ${organization}`,
        );
        return {
          tables: results.map((one) => one.results),
          found,
          tally: await tally.first(),
          revoked: await kv.get("cd".repeat(32)),
        };
      });
    const before = await contents(state);
    expect(before.found.items).toHaveLength(1);
    expect(before.revoked).toBe("revoked");
    expect(await contents(restored)).toEqual(before);
    const longest = Math.max(
      ...readFileSync(file, "utf8")
        .split(/;$/m)
        .map((statement) => Buffer.byteLength(statement)),
    );
    expect(longest).toBeLessThan(100_000);
  });

  test("never write over anything", async () => {
    writeFileSync(join(folder, "there.sql"), "mine");
    expect(await command("backup", state, join(folder, "there.sql"))).toMatchObject({ done: false });
    expect(readFileSync(join(folder, "there.sql"), "utf8")).toBe("mine");
    const { done, said } = await command("restore", state, file);
    expect(done).toBe(false);
    expect(said).toContain("not empty");
  });

  test("every table is either kept or made again", async () => {
    const tables = await inDatabase(
      state,
      async (d1) =>
        (await d1.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{ name: string }>())
          .results,
    );
    const names = tables
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("token_search_") && !name.startsWith("_cf_"));
    expect(names.sort()).toEqual([...KEPT_TABLES, ...LEFT_OUT].sort());
  });
});

test("wrangler would deploy it: `wrangler deploy --dry-run`", async () => {
  const assets = join(folder, "assets");
  mkdirSync(assets);
  const { stdout } = await run(
    join(PROJECT, "node_modules/.bin/wrangler"),
    ["deploy", "--dry-run", "--assets", assets, "--outdir", join(folder, "bundle"), "--config", CONFIG],
    {
      cwd: PROJECT,
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_LOG: "log",
      },
    },
  );
  for (const binding of ["DB", "TOMBSTONES", "EMAIL", "ASSETS"]) expect(stdout).toContain(`env.${binding}`);
  expect(statSync(join(folder, "bundle/entry.js")).size).toBeGreaterThan(100_000);
});
