import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { unstable_splitSqlQuery } from "wrangler";
import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

/**
 * `npm run bench:migrations -- --tokens 1000000 --from 1`: how much CPU each migration from that number on takes with
 * this many tokens, and as many activities and counts of use. A migration is one request to Cloudflare's API, which
 * allows it 30 seconds.
 */
const { values } = parseArgs({
  options: { tokens: { type: "string", default: "1000000" }, from: { type: "string", default: "1" } },
});
const tokens = Number(values.tokens);
const from = Number(values.from);
const MOST_S = 30;

const folder = mkdtempSync(join(tmpdir(), "latchkey-migrations-"));
let longest = 0;
try {
  const sqlite = new DatabaseSync(join(folder, "latchkey.sqlite"));
  sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  for (const [at, name] of migrationNames().entries()) {
    if (at >= from) fill(sqlite);
    const statements = unstable_splitSqlQuery(readFileSync(join(PROJECT, "db/migrations", name), "utf8"));
    sqlite.exec("BEGIN");
    const seconds = timed(() => {
      for (const statement of statements) sqlite.exec(statement);
      sqlite.exec("COMMIT");
    });
    if (at < from) continue;
    longest = Math.max(longest, seconds);
    console.log(`${name}: ${seconds.toFixed(1)} s`);
  }
  sqlite.close();
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`The longest took ${longest.toFixed(1)} s at ${tokens} tokens; D1 gives ${MOST_S} s.`);
process.exitCode = longest < MOST_S ? 0 : 1;

/**
 * Fills the existing empty tables, without triggers: only search would get rows from them, and its rows are not read
 * again.
 */
function fill(sqlite: DatabaseSync): void {
  const nth = (count: number) =>
    `WITH RECURSIVE nth (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < ${count - 1})`;
  const rows = {
    organization: `(id, name, kind, api_permissions, created_at) VALUES ('org_1', 'Bench', 'customer', '[]', 1)`,
    user: `(id, email, kind, created_at) ${nth(1_000)} SELECT 'usr_' || n, n || '@b.example', 'human', 1 FROM nth`,
    membership: `(organization_id, user_id, name, role, permissions, visibility_groups, created_at)
      ${nth(1_000)} SELECT 'org_1', 'usr_' || n, 'Member', 'member', iif(n % 10, '["tokens.personal"]', '[]'), '[]', 1
      FROM nth`,
    token: `(id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at, expires_at, last_used_at,
        last_used_method, last_used_path)
      ${nth(tokens)} SELECT printf('%012d', n), 'org_1', 'usr_' || (n % 1000), 'api', 'Nightly build ' || n,
        'NIGHTLY BUILD ' || n, randomblob(32), 'all', n, iif(n % 2, unixepoch() * 1000 + n * 1000, NULL), n, 'GET',
        '/reports/' || n FROM nth`,
    activity: `(id, organization_id, actor_user_id, actor_name, subject_user_id, subject_name, action, token_id,
        token_name, detail, at)
      ${nth(tokens)} SELECT printf('act_%012d', n), 'org_1', 'usr_' || (n % 1000), 'Member', 'usr_' || (n % 1000),
        'Member', 'token.created', printf('%012d', n), 'Nightly build ' || n, '{"expiresAt":null,"scopes":null}', n
      FROM nth`,
    token_usage_day: `(token_id, day, method, route, permission, outcome, count, last_at)
      ${nth(tokens)} SELECT printf('%012d', n), 20000, 'GET', '/reports/{id}', 'reports:read', 'accepted', 7, n FROM nth`,
  };
  const isEmpty = (table: string) =>
    sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !==
      undefined && sqlite.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;
  const triggers = sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  sqlite.exec("BEGIN");
  for (const { name } of triggers) sqlite.exec(`DROP TRIGGER ${name}`);
  for (const [table, values] of Object.entries(rows))
    if (isEmpty(table)) sqlite.exec(`INSERT INTO ${table} ${values}`);
  for (const { sql } of triggers) sqlite.exec(sql as string);
  sqlite.exec("COMMIT");
}

/** In seconds of CPU, because other programs may use this machine. */
function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
