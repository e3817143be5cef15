import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { getPlatformProxy } from "wrangler";
import manifest from "../../package.json" with { type: "json" };
import { overBinding } from "../../worker/commands/d1/binding.ts";
import type { CommandDatabase } from "../../worker/commands/d1/command-database.ts";
import { localWorkerOptions } from "../../worker/commands/d1/local-worker-options.ts";
import { migrate } from "../../worker/commands/d1/migrations.ts";
import { tombstonesInFiles } from "../../worker/commands/d1/tombstones-file.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

/**
 * `npm run bench:backups -- --tokens 1000000 --revoked 0`: backs up and restores this many tokens and as many
 * activities, and revoked tokens that KV knows.
 */
const { values } = parseArgs({
  options: { tokens: { type: "string", default: "100000" }, revoked: { type: "string", default: "100000" } },
});
const tokens = Number(values.tokens);
const revoked = Number(values.revoked);
const ROWS_AT_ONCE = 10_000;
const MEMBERS = 1_000;
const YEAR_S = 365 * 24 * 60 * 60;

const SAMPLED_EVERY_MS = 100;

const { scripts } = manifest;
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "latchkey-backups-"));
const file = join(folder, "latchkey.sql");
try {
  await filled(join(folder, "from"));
  await measured("out", "backup", "from");
  console.log(`the file has ${Math.round(statSync(file).size / 2 ** 20)} MB`);
  await measured("in", "restore", "into");
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * Runs the command as `npm run` does, with the same flags, on a separate state. What it and all processes that it
 * starts have in memory is added up, so what they share counts once for each.
 */
async function measured(what: string, command: "backup" | "restore", state: string): Promise<void> {
  const begun = performance.now();
  const child = spawn("sh", ["-c", `${scripts[command]} "$0"`, file], {
    cwd: PROJECT,
    env: { ...process.env, LATCHKEY_STATE: join(folder, state) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  let peak = 0;
  const sampling = setInterval(async () => {
    peak = Math.max(peak, await kilobytesOf(child.pid as number));
  }, SAMPLED_EVERY_MS);
  const [code] = await ended;
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command} failed`);
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${what}: ${tokens} tokens and as many activities, ${revoked} revoked, in ${seconds.toFixed(1)} s, at most ${Math.round(peak / 1024)} MB`,
  );
}

/** The resident memory of a process and its descendants. */
async function kilobytesOf(root: number): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const all = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [pid: number, parent: number, kilobytes: number]);
  const sum = (of: number): number =>
    all
      .filter(([, parent]) => parent === of)
      .reduce((total, [pid]) => total + sum(pid), all.find(([pid]) => pid === of)?.[2] ?? 0);
  return sum(root);
}

async function filled(state: string): Promise<void> {
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(state, "v3") },
    remoteBindings: false,
  });
  await fill(overBinding(local.env.DB)).finally(() => local.dispose());
  await bury(join(state, "v3"));
}

async function bury(persisted: string): Promise<void> {
  const tombstones = tombstonesInFiles(persisted, (await localWorkerOptions()).namespaceId);
  const now = Date.now();
  for (let at = 0; at < revoked; at += ROWS_AT_ONCE) {
    const page = Array.from({ length: Math.min(ROWS_AT_ONCE, revoked - at) }, (_, n) => {
      const told = { at: now, by: "owner" };
      return {
        hash: createHash("sha256")
          .update(`${at + n}`)
          .digest("hex"),
        value: JSON.stringify(told),
        metadata: { id: `${at + n}`.padStart(12, "0"), ...told },
        expiration: Math.floor(now / 1000) + YEAR_S,
      };
    });
    await tombstones.put(page);
  }
  tombstones.close();
}

async function fill(database: CommandDatabase): Promise<void> {
  await migrate(database);
  await database.run([
    "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES ('org_1', 'Bench', 'customer', '[]', 1)",
    numbered(
      0,
      MEMBERS,
      "INSERT INTO user (id, email, kind, created_at) SELECT 'usr_' || n, n || '@b.example', 'human', 1",
    ),
    numbered(
      0,
      MEMBERS,
      "INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at) SELECT 'org_1', 'usr_' || n, 'Member ' || n, 'member', '[\"tokens.personal\"]', '[]', 1",
    ),
  ]);
  for (let at = 0; at < tokens; at += ROWS_AT_ONCE) {
    const to = Math.min(tokens, at + ROWS_AT_ONCE);
    await database.run([
      numbered(
        at,
        to,
        `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
          SELECT printf('%012d', n), 'org_1', 'usr_' || (n % ${MEMBERS}), 'api', 'Nightly build ' || n, 'NIGHTLY BUILD ' || n, randomblob(32), 'all', n`,
      ),
      numbered(
        at,
        to,
        `INSERT INTO activity (id, organization_id, actor_user_id, actor_name, subject_user_id, subject_name, action, token_id, token_name, detail, at)
          SELECT 'act_' || n, 'org_1', 'usr_' || (n % ${MEMBERS}), 'Member', 'usr_' || (n % ${MEMBERS}), 'Member', 'token.created', printf('%012d', n), 'Nightly build ' || n, '{"expiresAt":null,"scopes":null}', n`,
      ),
    ]);
  }
}

/** Repeats the statement for every n from `from` up to, not including, `to`. */
function numbered(from: number, to: number, insertion: string): string {
  const [insert, select] = insertion.split(/ (?=SELECT )|\n\s*(?=SELECT )/);
  return `${insert} WITH RECURSIVE nth (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM nth WHERE n < ${to - 1}) ${select} FROM nth`;
}
