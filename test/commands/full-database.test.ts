import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { D1Database } from "@cloudflare/workers-types";
import { beforeEach, expect, test } from "vitest";
import { commitBatch } from "../../db/commit.ts";
import { connect } from "../../db/connect.ts";
import { fillReserve } from "../../db/reserve.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { keepReserve } from "../../worker/jobs/keep-reserve.ts";

const TOKENS = 400;
const SYSTEM = {
  credential: { kind: "system" },
  member: null,
  role: "member",
  permission: null,
  proof: "unasked",
} as const;

let sqlite: DatabaseSync;
const database = () => connect(d1Of(sqlite));
const count = (from: string) => sqlite.prepare(`SELECT count(*) AS n FROM ${from}`).get()?.n;

/** A database without a free page, like a D1 at its size limit. */
beforeEach(() => {
  sqlite = new DatabaseSync(":memory:");
  const folder = join(PROJECT, "db/migrations");
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".sql")) sqlite.exec(readFileSync(join(folder, name), "utf8"));
  }
  sqlite.exec(`INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES ('org_1', 'Acme', 'customer', '[]', 1);
    INSERT INTO user (id, email, kind, created_at) VALUES ('usr_1', 'a@acme.example', 'human', 1);
    INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
      VALUES ('org_1', 'usr_1', 'Ada', 'member', '[]', '[]', 1);
    INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
      WITH RECURSIVE nth (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < ${TOKENS})
      SELECT printf('%012d', n), 'org_1', 'usr_1', 'api', 'CI ' || n, 'CI ' || n, randomblob(32), 'all', n FROM nth`);
  const { page_count } = sqlite.prepare("PRAGMA page_count").get() as { page_count: number };
  sqlite.exec(`PRAGMA max_page_count = ${page_count}`);
  expect(() => {
    for (let nth = 0; ; nth++) sqlite.exec(activity(nth));
  }).toThrow("full");
});

const activity = (nth: number) =>
  `INSERT INTO activity (id, organization_id, action, detail, at) VALUES ('act_${nth}', 'org_1', 'x', '{}', 1)`;

const revoke = (selection: { id?: string }, draws = true) =>
  commitBatch(
    database(),
    {
      authority: SYSTEM,
      at: 5,
      ends: {
        selection: { organizationId: "org_1", userId: "usr_1", kind: "api", ...selection },
        by: "administrator",
        actor: null,
        notify: { organization: "Acme", administrator: "Ada", tokenPrefix: "lk" },
      },
    },
    draws,
  );

test("a full database still revokes, with activity, tombstone and mail", async () => {
  await expect(revoke({ id: "000000000001" }, false)).rejects.toThrow("full");
  for (let nth = 1; nth <= 40; nth++) {
    const { ended } = await revoke({ id: String(nth).padStart(12, "0") });
    expect(ended).toHaveLength(1);
  }
  expect(count("token")).toBe(TOKENS - 40);
  expect(count("activity WHERE action = 'token.revoked'")).toBe(40);
  expect(count("tombstone_due")).toBe(40);
  expect(count("outbox")).toBe(40);
});

test("also hundreds at once; the reserve is filled again once there is room", async () => {
  expect((await revoke({})).ended).toHaveLength(TOKENS);
  expect(count("reserve")).toBeLessThan(64);
  sqlite.exec("PRAGMA max_page_count = 1000000");
  await keepReserve({ database: database() });
  expect(count("reserve")).toBe(64);
  await fillReserve(database());
  expect(count("reserve")).toBe(64);
});

/** SQLite behind the part of D1's interface that a batch needs. */
function d1Of(sqlite: DatabaseSync): D1Database {
  type Bound = { sql: string; values: SQLInputValue[] };
  const run = ({ sql, values }: Bound) => ({ results: sqlite.prepare(sql).all(...values), meta: {} });
  const prepare = (sql: string) => ({
    bind: (...values: SQLInputValue[]) => {
      const bound = { sql, values };
      return { ...bound, run: async () => run(bound), all: async () => run(bound) };
    },
  });
  const batch = async (statements: Bound[]) => {
    sqlite.exec("BEGIN");
    try {
      const results = statements.map(run);
      sqlite.exec("COMMIT");
      return results;
    } catch (error) {
      // When SQLite runs out of room, it ends the transaction itself.
      if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
      throw error;
    }
  };
  return { prepare, batch } as unknown as D1Database;
}
