import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { decodeCursor, pageOf } from "../worker/domain/cursor.ts";
import { fold } from "../worker/domain/search-term.ts";
import { readScopes } from "../worker/domain/tokens/scopes.ts";
import type { TokenSort } from "../worker/domain/tokens/token-sort.ts";
import { type Database, prepare } from "./connect.ts";
import type { ListedToken } from "./tokens.ts";

export type OrganizationToken = ListedToken & { user: { id: string; name: string; email: string | null } };

type Page = { q?: string; sort: TokenSort; cursor?: string; limit: number; tokenPrefix: string };

const KEYS: Record<TokenSort["by"], SQL> = {
  name: sql`t.name_folded`,
  prefix: sql`t.id`,
  user: sql`m.folded`,
  created: sql`t.created_at`,
  last_used: sql`coalesce(t.last_used_at, -1)`,
  last_usage: sql`coalesce(t.last_used_method || ' ' || t.last_used_path, '')`,
};

const PLACE = z.tuple([z.union([z.string(), z.number()]), z.string()]);

type Row = Omit<ListedToken, "scopes" | "lastUsed"> & {
  scopes: string;
  method: string | null;
  path: string | null;
  userId: string;
  userName: string;
  email: string | null;
  sortKey: string | number;
};

/** Every API token of an organization, a page at a time. */
export async function listOrganizationTokens(
  database: Database,
  organizationId: string,
  { q, sort, cursor, limit, tokenPrefix }: Page,
): Promise<{ items: OrganizationToken[]; nextCursor: string | null }> {
  const key = KEYS[sort.by];
  const direction = sort.descending ? sql`DESC` : sql`ASC`;
  const { results } = await prepare(
    database,
    sql`SELECT t.id, t.name, t.created_at AS createdAt, t.expires_at AS expiresAt, t.scopes,
        t.last_used_at AS lastUsedAt, t.last_used_method AS method, t.last_used_path AS path,
        m.user_id AS userId, m.name AS userName, u.email, ${key} AS sortKey
      FROM token AS t
      JOIN membership AS m ON m.organization_id = t.organization_id AND m.user_id = t.user_id
      JOIN user AS u ON u.id = t.user_id
      WHERE t.organization_id = ${organizationId} AND t.kind = 'api' ${contains(q, tokenPrefix)}
        ${after(key, sort, cursor)}
      ORDER BY ${key} ${direction}, t.id ${direction} LIMIT ${limit + 1}`,
  ).all<Row>();
  const page = pageOf(results, limit, (row) => [row.sortKey, row.id]);
  return { ...page, items: page.items.map(listed) };
}

function contains(q: string | undefined, tokenPrefix: string): SQL {
  if (!q) return sql``;
  const term = fold(q);
  return sql`AND (instr(t.name_folded, ${term}) OR instr(m.folded, ${term})
    OR instr(${fold(`${tokenPrefix}_`)} || upper(t.id), ${term}))`;
}

function after(key: SQL, { descending }: TokenSort, cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const [value, id] = decodeCursor(cursor, PLACE);
  return sql`AND (${key}, t.id) ${descending ? sql`<` : sql`>`} (${value}, ${id})`;
}

function listed(row: Row): OrganizationToken {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    lastUsed: row.method === null ? null : { method: row.method, path: row.path ?? "" },
    scopes: readScopes(row.scopes),
    user: { id: row.userId, name: row.userName, email: row.email },
  };
}
