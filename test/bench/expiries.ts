import { applyMigrations } from "../../worker/commands/dev/database.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { NTH } from "../factories/many-tokens.ts";
import { bundle } from "./bundle.ts";
import { startSubject } from "./subject.ts";

/**
 * How many runs of Cron it takes to tell every owner of 100,000 tokens that expire on one day, without the minutes
 * between runs; fails if a token was told twice, or if the runs stop telling while some were not.
 */
const TOKENS = 100_000;
const OWNERS = 20_000;
const PORT = 8953;
const ORGANIZATION = "org_expiries0000";

const subject = await startSubject("expiries", await bundle("test/bench/cron/latchkey.ts"), PORT);
const { database } = subject;
const write = (sql: string, ...values: unknown[]) =>
  database
    .prepare(sql)
    .bind(...values)
    .run();
const number = async (sql: string) => (await database.prepare(sql).first<number>("n")) ?? 0;

await applyMigrations(database);
const now = Date.now();
await write(
  "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES (?, 'Northwind Labs', 'customer', '[]', 0)",
  ORGANIZATION,
);
await write(
  `INSERT INTO user (id, kind, email, created_at)
    ${NTH} SELECT printf('usr_%012d', n), 'human', printf('owner%d@northwind.example', n), 0 FROM nth`,
  OWNERS,
);
await write(
  `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
    ${NTH} SELECT ?2, printf('usr_%012d', n), 'Owner ' || n, 'member', '["tokens.personal"]', '[]', 0 FROM nth`,
  OWNERS,
  ORGANIZATION,
);
await write(
  `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at, expires_at)
    ${NTH} SELECT printf('expi%08d', n), ?2, printf('usr_%012d', 1 + n % ?3), 'api', 'CI', 'CI', randomblob(32), 'all', ?4, ?5 FROM nth`,
  TOKENS,
  ORGANIZATION,
  OWNERS,
  now - 50 * DAY_MS,
  now + 6 * DAY_MS,
);

const untold = () => number("SELECT count(*) AS n FROM token WHERE expiry_notice IS NULL");
const began = Date.now();
let runs = 0;
let longest = 0;
for (let left = TOKENS, before = Number.NaN; left > 0 && left !== before; runs++) {
  before = left;
  const startedAt = Date.now();
  await (await fetch(new URL("/run", subject.url))).body?.cancel();
  longest = Math.max(longest, Date.now() - startedAt);
  left = await untold();
}
const named = `SELECT value ->> 'id' AS id FROM outbox, json_each(notice -> 'tokens') WHERE notice ->> 'kind' = 'tokens-expiring'`;
const told = {
  mails: await number("SELECT count(*) AS n FROM outbox"),
  recipients: await number("SELECT count(DISTINCT recipient) AS n FROM outbox"),
  tokens: await number(`SELECT count(*) AS n FROM (${named})`),
  differentTokens: await number(`SELECT count(DISTINCT id) AS n FROM (${named})`),
  untold: await untold(),
};
await subject.stop();
console.log(
  `${TOKENS} tokens of ${OWNERS} owners: ${runs} runs of Cron, ${longest} ms at most each, ${Math.round((Date.now() - began) / 1000)} s in all`,
);
console.log(JSON.stringify(told));
const expected = { mails: OWNERS, recipients: OWNERS, tokens: TOKENS, differentTokens: TOKENS, untold: 0 };
process.exit(JSON.stringify(told) === JSON.stringify(expected) ? 0 : 1);
