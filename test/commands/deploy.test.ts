import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { COMMANDS } from "../../worker/commands/admin/commands.ts";
import { backUp } from "../../worker/commands/backup/back-up.ts";
import { deployedPlace } from "../../worker/commands/d1/deployed.ts";
import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { deploy } from "../../worker/commands/deploy/deploy.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { restore } from "../../worker/commands/restore/restore.ts";
import { type StandIn, startCloudflare } from "../world/cloudflare.ts";
import { newCommandPlace } from "../world/command-place.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "latchkey-deploy-"));
const settings = join(folder, "settings.json");
const web = join(folder, "web");
let cloudflare: StandIn;

// Building the web app takes long and is tested elsewhere: these tests deploy an empty one.
vi.mock("../../worker/commands/deploy/build.ts", () => ({ buildForDeployment: async () => {} }));
vi.mock("../../worker/commands/deploy/config.ts", async (original) => {
  const config = await original<typeof import("../../worker/commands/deploy/config.ts")>();
  const tracked = config.trackedConfig();
  return { ...config, trackedConfig: () => ({ ...tracked, assets: { ...tracked.assets, directory: web } }) };
});

beforeAll(async () => {
  mkdirSync(web);
  writeFileSync(join(web, "index.html"), "<!doctype html>");
  cloudflare = await startCloudflare();
  const settled = {
    name: "latchkey-test",
    backups: "latchkey-test-backups",
    vars: { PUBLIC_ORIGIN: cloudflare.url },
  };
  writeFileSync(settings, JSON.stringify(settled));
  for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
});
beforeEach(() => {
  cloudflare.asked.length = 0;
  cloudflare.fault = () => undefined;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloudflare.close();
  rmSync(folder, { recursive: true });
  const made = join(PROJECT, ".wrangler/latchkey/latchkey-test");
  for (const path of [made, `${made}.json`]) rmSync(path, { recursive: true, force: true });
});

const environment = () => ({
  CLOUDFLARE_API_BASE_URL: cloudflare.url,
  CLOUDFLARE_API_TOKEN: "right",
  LATCHKEY_SETTINGS: settings,
  LATCHKEY_BACKUPS: join(folder, "backups"),
});

/** What `npm run deploy` prints, and whether it succeeded. */
async function deployed(options: { "dry-run"?: boolean; name?: string; email?: string } = {}) {
  const said: string[] = [];
  try {
    said.push(await deploy({ "dry-run": false, ...options }, (words) => said.push(words)));
    return { done: true, said: said.join("\n") };
  } catch (error) {
    return { done: false, said: [...said, String(error)].join("\n") };
  }
}

/** The same as a separate command, on both streams. */
async function command(environment: NodeJS.ProcessEnv) {
  const script = join(PROJECT, "worker/commands/deploy.ts");
  return run(process.execPath, ["--no-warnings", script], { env: { ...process.env, ...environment } }).then(
    ({ stdout, stderr }) => ({ done: true, said: stdout + stderr }),
    ({ stdout, stderr }) => ({ done: false, said: `${stdout}${stderr}` }),
  );
}

const database = () => [...cloudflare.databases.values()][0]?.sqlite;
const applied = () =>
  database()
    ?.prepare("SELECT name FROM d1_migrations ORDER BY id")
    .all()
    .map(({ name }) => name) ?? [];

describe("npm run deploy", () => {
  test("stops before it changes anything where nobody is signed in, or the token may not", async () => {
    const [nobody, stranger] = await Promise.all([
      command({ CLOUDFLARE_API_TOKEN: "", XDG_CONFIG_HOME: folder, HOME: folder }),
      command({ CLOUDFLARE_API_TOKEN: "wrong" }),
    ]);
    expect(nobody.said).toContain("npx wrangler login");
    expect(stranger.said).toContain("An API token needs");
    for (const { done, said } of [nobody, stranger]) {
      expect(done).toBe(false);
      expect(said).not.toContain("    at ");
    }
    expect(cloudflare.changes()).toEqual([]);
  });

  test("stops before it changes anything where the first Master Admin's address is none", async () => {
    const { done, said } = await deployed({ name: "Acme", email: "nobody" });
    expect(done).toBe(false);
    expect(said).toContain("--email: This is not an e-mail address.");
    expect(cloudflare.changes()).toEqual([]);
  });

  test("says what it would do, and does nothing, with --dry-run", async () => {
    const { done, said } = await deployed({ "dry-run": true });
    expect(said).toContain("make the D1 database latchkey-test");
    expect(said).toContain("make the KV namespace latchkey-test-tombstones");
    expect(said).toContain("make the secret SECRETS_KEY");
    expect(done).toBe(true);
    expect(cloudflare.changes()).toEqual([]);
  });

  test("that breaks in the middle is finished by the next one, which makes nothing twice", async () => {
    let questions = 0;
    cloudflare.fault = (method, path) =>
      method === "POST" && path.endsWith("/query") && questions++ === 6 ? "break" : undefined;
    const broken = await deployed();
    expect(broken.done).toBe(false);
    expect(broken.said).toContain("Run this again");
    expect(applied().length).toBeLessThan(migrationNames().length);
    expect(cloudflare.workers.size).toBe(0);

    cloudflare.fault = () => undefined;
    const first = await deployed({ name: "Acme", email: "a@acme.example" });
    expect(first.said).toContain(`${cloudflare.url}/set-password#`);
    expect(first.done).toBe(true);
    expect(cloudflare.databases.size).toBe(1);
    expect(cloudflare.namespaces.size).toBe(1);
    expect([...cloudflare.buckets]).toEqual(["latchkey-test-backups"]);
    expect(applied()).toEqual(migrationNames());
    const worker = cloudflare.workers.get("latchkey-test");
    expect(worker?.files).toEqual(["metadata", "worker.js", "worker.js.map"]);
    const bindings = new Map(worker?.bindings.map((one) => [one.name, one]));
    expect(bindings.get("DB")).toMatchObject({ type: "d1" });
    expect(bindings.get("TOMBSTONES")).toMatchObject({ type: "kv_namespace" });
    expect(bindings.get("BACKUPS")).toMatchObject({ type: "r2_bucket" });
    expect(bindings.get("PUBLIC_ORIGIN")).toMatchObject({ text: cloudflare.url });
    expect(String(bindings.get("SECRETS_KEY")?.text)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  test("the second time backs up, leaves the secret as it is, and makes nothing", async () => {
    const again = await deployed();
    expect(again).toMatchObject({ done: true });
    expect(again.said).toContain("The database is backed up");
    expect(again.said).not.toContain("SECRETS_KEY");
    expect(
      readdirSync(join(folder, "backups")).filter((name) => name.endsWith(".sql")).length,
    ).toBeGreaterThan(0);
    expect(cloudflare.changes().filter((line) => /database$|namespaces$/.test(line))).toEqual([]);
    const names = cloudflare.workers.get("latchkey-test")?.bindings.map(({ name }) => name);
    expect(names).toContain("SECRETS_KEY");
  });

  test("refuses a database of a newer version, and a setting that cannot be", async () => {
    database()?.exec("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    const older = await deployed();
    expect(older.said).toContain("9999_later.sql");
    database()?.exec("DELETE FROM d1_migrations WHERE name = '9999_later.sql'");
    const other = join(folder, "other.json");
    writeFileSync(other, JSON.stringify({ name: "latchkey-test", vars: { TOKEN_PREFIX: "LK" } }));
    vi.stubEnv("LATCHKEY_SETTINGS", other);
    const wrong = await deployed();
    vi.stubEnv("LATCHKEY_SETTINGS", settings);
    expect(wrong.said).toContain("TOKEN_PREFIX must be");
    expect([older.done, wrong.done]).toEqual([false, false]);
    expect(cloudflare.changes()).toEqual([]);
  });
});

describe("of the deployment", () => {
  test("admin, backup and restore go over the same API, revoked tokens with them", async () => {
    const hash = "ab".repeat(32);
    const [namespace] = cloudflare.namespaces.values();
    namespace?.values.set(hash, JSON.stringify({ at: 1, by: "owner" }));
    const [place, local] = await Promise.all([deployedPlace(), newCommandPlace()]);
    expect(await COMMANDS["list-people"]?.run(place, {})).toContain("a@acme.example");
    const [file, copy] = [join(folder, "remote.sql"), join(folder, "copy.sql")];
    await backUp(place, file);
    expect(await restore(local, file, () => {})).toContain("revoked tokens 1");
    await backUp(local, copy);
    const rows = (path: string) => readFileSync(path, "utf8").split("\n").slice(1);
    expect(rows(copy)).toEqual(rows(file));
    await local.close();
  });

  test("a backup is restored into another database, with which the same Worker goes on", async () => {
    const secret = () =>
      cloudflare.workers.get("latchkey-test")?.bindings.find(({ name }) => name === "SECRETS_KEY")?.text;
    const [file, before] = [join(folder, "over.sql"), secret()];
    await backUp(await deployedPlace(), file);
    const databaseId = "00000000-0000-4000-8000-000000000009";
    const another = { name: "latchkey-test-2", sqlite: new DatabaseSync(":memory:") };
    cloudflare.databases.set(databaseId, another);
    const settled = join(folder, "over.json");
    writeFileSync(settled, JSON.stringify({ ...JSON.parse(readFileSync(settings, "utf8")), databaseId }));
    vi.stubEnv("LATCHKEY_SETTINGS", settled);
    expect(await restore(await deployedPlace(), file, () => {})).toContain("is restored: organization 1");
    expect(await deployed()).toMatchObject({ done: true });
    vi.stubEnv("LATCHKEY_SETTINGS", settings);
    expect(cloudflare.workers.get("latchkey-test")?.bindings).toContainEqual(
      expect.objectContaining({ name: "DB", type: "d1", id: databaseId }),
    );
    expect(secret()).toBe(before);
    expect(cloudflare.namespaces.size).toBe(1);
  });
});
