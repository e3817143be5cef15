import { beforeEach, expect, test } from "vitest";
import { migrate } from "../../worker/commands/d1/migrations.ts";
import type { CommandPlace } from "../../worker/commands/d1/place.ts";
import { examine, report } from "../../worker/commands/doctor/examine.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { inMemoryPlace } from "../world/command-place.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");

/** Settings with which everything works that can be checked without the internet. */
const VARS = {
  TOKEN_PREFIX: "lk",
  SESSION_IDLE_DAYS: "7",
  SESSION_ABSOLUTE_DAYS: "30",
  MAIL_FROM: "Tokens <tokens@acme.example>",
};

let place: CommandPlace;

beforeEach(async () => {
  place = { ...inMemoryPlace(), vars: VARS };
  await migrate(place.database);
});

const unwellOf = async (of: CommandPlace, options: { mail?: string } = {}) =>
  (await examine(of, { ...options, now: NOW })).filter(({ todo }) => todo !== undefined);

const run = (...statements: string[]) => place.database.run(statements);

test("everything works: each part in a line", async () => {
  const findings = await examine(place, { now: NOW });
  const words = report(findings);
  expect(words).toContain("Everything works.");
  for (const part of ["schema", "size", "address", "settings", "secret", "KV", "restores", "Cron", "mail"]) {
    expect(words).toContain(`✓ ${part}`);
  }
});

test.each([
  ["an empty database", "schema", "The database is empty", async () => inMemoryPlace()],
  [
    "a database of a newer version",
    "schema",
    "9999_later.sql",
    async () => {
      await run("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
      return place;
    },
  ],
  ["a database that is nearly full", "size", "85 %", async () => sized(8.5e9)],
  [
    "a setting that cannot be",
    "settings",
    "TOKEN_PREFIX must",
    async () => ({ ...place, vars: { ...VARS, TOKEN_PREFIX: "LK" } }),
  ],
  [
    "no key for secrets",
    "secret",
    "SECRETS_KEY is missing",
    async () => ({ ...place, hasSecretsKey: false }),
  ],
  [
    "a sender that is nobody's",
    "mail",
    "MAIL_FROM is an example",
    async () => deployed({ MAIL_FROM: "Latchkey <latchkey@example.com>" }),
  ],
  ["Cron that never ran", "Cron", "never run", async () => deployed()],
  [
    "Cron that stands still",
    "Cron",
    "16 minutes ago",
    async () => {
      await run(`INSERT INTO cron_run (cron, at) VALUES ('* * * * *', ${NOW - 16 * MINUTE_MS})`);
      return deployed();
    },
  ],
  [
    "a job that fails",
    "Cron",
    "deliverMail failed",
    async () => {
      await run(`INSERT INTO cron_run VALUES ('* * * * *', ${NOW}, ${NOW}, 'deliverMail')`);
      return place;
    },
  ],
  [
    "tokens of which KV does not know",
    "KV",
    "1 tokens that ended are not in it yet",
    async () => {
      await run(
        `INSERT INTO tombstone_due (hash, token_id, revoked_at, by) VALUES (randomblob(32), 'abcdefghijkl', ${NOW - 16 * MINUTE_MS}, 'owner')`,
      );
      return place;
    },
  ],
  [
    "a restore that is being mended",
    "restores",
    "was noticed 3 minutes ago",
    async () => {
      await run(`INSERT INTO database_restore (noticed_at) VALUES (${NOW - 3 * MINUTE_MS})`);
      return place;
    },
  ],
  [
    "mail that is not delivered",
    "mail",
    "1 with E_SENDER_NOT_VERIFIED",
    async () => {
      await run(
        "INSERT INTO outbox (id, recipient, notice, problem, created_at) VALUES ('out_1', 'x@x.example', '{}', 'E_SENDER_NOT_VERIFIED', 1)",
      );
      return place;
    },
  ],
] as [string, string, string, () => Promise<CommandPlace>][])(
  "%s is said, with what to do",
  async (_, part, words, arrange) => {
    const findings = await unwellOf(await arrange());
    const found = findings.find((one) => one.part === part);
    expect(found?.says).toContain(words);
    expect(found?.todo).toBeTruthy();
    expect(report(findings)).toContain("→");
  },
);

test("a test message is queued, once asked for", async () => {
  const findings = await examine(place, { mail: " You@acme.example", now: NOW });
  expect(report(findings)).toContain("A test message to you@acme.example");
  expect(await place.database.query("SELECT recipient, notice ->> 'kind' AS kind FROM outbox")).toEqual([
    { recipient: "you@acme.example", kind: "test" },
  ]);
  await expect(unwellOf(place, { mail: "nobody" })).rejects.toThrow("is no e-mail address");
});

/** As in an account, at an address where nobody answers. */
const deployed = (vars: Record<string, string> = {}): CommandPlace => ({
  ...place,
  vars: { ...VARS, ...vars },
  local: false,
  origin: null,
});

const sized = (bytes: number): CommandPlace => ({
  ...place,
  database: { ...place.database, size: async () => bytes },
});
