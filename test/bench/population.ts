import { createHash } from "node:crypto";
import { applyMigrations } from "../../worker/commands/dev/database.ts";
import { generateToken } from "../../worker/domain/tokens/token.ts";
import type { Subject } from "./subject.ts";

const MEMBERS = 1000;
const ROWS_AT_ONCE = 2000;

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export type Population = {
  /** Tokens in steady use. */
  tokens: string[];
  /** Tokens never used before; each is taken once. */
  fresh: string[];
  introspector: string;
};

/** Tokens that were never issued: well formed, with a right checksum. */
export function unknownTokens(howMany: number): string[] {
  return Array.from({ length: howMany }, () => generateToken("api", "lk", randomBytes).plain.reveal());
}

export function withBadChecksum(token: string): string {
  return token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
}

/** Fills Latchkey's tables with API tokens, of a thousand members of one organization. */
export async function populate(
  { database }: Subject,
  { howMany, spreadOver, freshOnes }: { howMany: number; spreadOver: number; freshOnes: number },
): Promise<Population> {
  const keep = spreadOver + freshOnes;
  await applyMigrations(database);
  const permissions = JSON.stringify(["tokens.personal", "reports:read", "reports:write"]);
  await database.batch([
    database.prepare(
      `INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES ('org_bench0000000', 'Bench', 'customer',
        '[{"key":"reports:read","description":"Can read"},{"key":"reports:write","description":"Can write"}]', 0)`,
    ),
    database.prepare(
      `WITH RECURSIVE nth(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < ${MEMBERS - 1})
       INSERT INTO user (id, email, kind, created_at) SELECT 'usr_' || printf('%012d', n), n || '@bench.example', 'human', 0 FROM nth`,
    ),
    database
      .prepare(
        `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
       SELECT 'org_bench0000000', id, 'Member ' || id, CASE id WHEN 'usr_000000000000' THEN 'master_admin' ELSE 'member' END, ?, '[]', 0 FROM user`,
      )
      .bind(permissions),
  ]);
  const kept: string[] = [];
  for (let made = 0; made < howMany; made += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, howMany - made) }, (_, nth) => {
      const { id, plain } = generateToken("api", "lk", randomBytes);
      const token = plain.reveal();
      if (kept.length < keep && (made + nth) % Math.max(1, Math.floor(howMany / keep)) === 0)
        kept.push(token);
      return [id, createHash("sha256").update(token).digest("hex"), (made + nth) % MEMBERS, made + nth];
    });
    await database
      .prepare(
        `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
         SELECT value ->> 0, 'org_bench0000000', 'usr_' || printf('%012d', value ->> 2), 'api', 'Token', 'TOKEN', unhex(value ->> 1), 'all', value ->> 3
         FROM json_each(?)`,
      )
      .bind(JSON.stringify(rows))
      .run();
  }
  return {
    tokens: kept.slice(0, spreadOver),
    fresh: kept.slice(spreadOver),
    introspector: kept[0] as string,
  };
}

/** Fills F1's table with the same tokens. */
export async function populateFloor({ database }: Subject, tokens: readonly string[]): Promise<void> {
  await database
    .prepare(
      "CREATE TABLE floor (id TEXT PRIMARY KEY, user_id TEXT, expires_at INTEGER, used_at INTEGER, hash BLOB NOT NULL UNIQUE)",
    )
    .run();
  for (let at = 0; at < tokens.length; at += ROWS_AT_ONCE) {
    const rows = tokens
      .slice(at, at + ROWS_AT_ONCE)
      .map((token) => [token.slice(3, 15), createHash("sha256").update(token).digest("hex")]);
    await database
      .prepare(
        "INSERT INTO floor (id, user_id, hash) SELECT value ->> 0, 'usr_000000000000', unhex(value ->> 1) FROM json_each(?)",
      )
      .bind(JSON.stringify(rows))
      .run();
  }
}
