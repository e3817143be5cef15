import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "../../worker/commands/backup/back-up.ts";
import type { CommandDatabase } from "../../worker/commands/d1/command-database.ts";
import { migrate } from "../../worker/commands/d1/migrations.ts";
import { restore } from "../../worker/commands/restore/restore.ts";
import { newCommandPlace } from "../world/command-place.ts";

/** `npm run bench:backups -- --tokens 1000000`: so many tokens and as many activities out, and in again. */
const { values } = parseArgs({ options: { tokens: { type: "string", default: "100000" } } });
const tokens = Number(values.tokens);
const ROWS_AT_ONCE = 10_000;
const MEMBERS = 1_000;

const [from, into] = await Promise.all([newCommandPlace(), newCommandPlace()]);
const file = join(from.folder, "latchkey.sql");
let peak = 0;
const looking = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 100);
try {
  await fill(from.database);
  report("out", await timed(() => backUp(from, file)));
  console.log(`the file has ${Math.round(statSync(file).size / 2 ** 20)} MB`);
  report("in", await timed(() => restore(into, file, () => {})));
} finally {
  clearInterval(looking);
  await Promise.all([from.close(), into.close()]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  peak = 0;
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function report(what: string, seconds: number): void {
  const megabytes = Math.round(peak / 2 ** 20);
  console.log(
    `${what}: ${tokens} tokens and as many activities in ${seconds.toFixed(1)} s, at most ${megabytes} MB`,
  );
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

/** The statement for every n from `from` up to, not including, `to`. */
function numbered(from: number, to: number, insertion: string): string {
  const [insert, select] = insertion.split(/ (?=SELECT )|\n\s*(?=SELECT )/);
  return `${insert} WITH RECURSIVE nth (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM nth WHERE n < ${to - 1}) ${select} FROM nth`;
}
