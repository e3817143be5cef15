import { and, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { decodeCursor, pageOf } from "../worker/domain/cursor.ts";
import { readStoredEndpoints, type TokenEndpoints } from "../worker/domain/endpoints/own-endpoints.ts";
import type { LastUse } from "../worker/domain/tokens/last-use.ts";
import { readScopes, type Scopes } from "../worker/domain/tokens/scopes.ts";
import type { TokenKind } from "../worker/domain/tokens/token.ts";
import { type Database, prepare } from "./connect.ts";
import { token } from "./tables/token.ts";
import { tokenWithLastUse as withLastUse } from "./tables/token-with-last-use.ts";
import { lastUseOf, withLife } from "./token-life.ts";
import type { ListedToken, MemberKey } from "./tokens.ts";

export type SecondaryToken = {
  id: string;
  kind: TokenKind;
  name: string;
  purpose: string | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  lastUsed: LastUse | null;
  scopes: Scopes;
  endpoints: TokenEndpoints;
  rotatedAt: number | null;
  earlierSecret: ListedToken["earlierSecret"];
  suspension: ListedToken["suspension"];
  userAgent: string | null;
  clientAddress: string | null;
};

const PLACE = z.tuple([z.number(), z.string()]);

/** Sessions that still hold, and all API tokens, of a member: newest first, a page at a time. */
export async function listSecondaryTokens(
  database: Database,
  { organizationId, userId }: MemberKey,
  {
    cursor,
    limit,
    now,
    sessionIdleMs,
  }: { cursor?: string; limit: number; now: number; sessionIdleMs: number },
): Promise<{ items: SecondaryToken[]; nextCursor: string | null }> {
  const rows = await database
    .select()
    .from(withLastUse)
    .where(
      and(
        eq(withLastUse.organizationId, organizationId),
        eq(withLastUse.userId, userId),
        sql`NOT (${endedSession(withLastUse, now, sessionIdleMs)})`,
        after(cursor),
      ),
    )
    .orderBy(desc(withLastUse.createdAt), desc(withLastUse.id))
    .limit(limit + 1);
  return pageOf(rows.map(secondary), limit, (row) => [row.createdAt, row.id]);
}

/** Whose token this is, in this organization; null where it has none of that id. */
export async function ownerOfToken(
  database: Database,
  organizationId: string,
  id: string,
): Promise<string | null> {
  const [row] = await database
    .select({ userId: token.userId })
    .from(token)
    .where(and(eq(token.id, id), eq(token.organizationId, organizationId)));
  return row?.userId ?? null;
}

/**
 * Deletes what has ended by itself, at most so many: expired sessions, sessions idle for too long, and API tokens
 * expired before then. Nothing else of the size of the table is read: an idle session still has what is left of its
 * life ahead, so those that end later are not looked at.
 */
export async function removeEnded(
  database: Database,
  {
    now,
    sessionIdleMs,
    sessionAbsoluteMs,
    apiTokensBefore,
  }: { now: number; sessionIdleMs: number; sessionAbsoluteMs: number; apiTokensBefore: number },
  atMost: number,
): Promise<number> {
  const endsBy = now + Math.max(0, sessionAbsoluteMs - sessionIdleMs);
  const { meta } = await prepare(
    database,
    sql`DELETE FROM token WHERE seq IN (
      SELECT seq FROM token INDEXED BY token_by_expiry
        WHERE ${token.kind} = 'api' AND ${lte(token.expiresAt, apiTokensBefore)}
      UNION ALL
      SELECT seq FROM token INDEXED BY token_by_expiry
        WHERE ${token.kind} = 'session' AND ${lte(token.expiresAt, endsBy)} AND ${endedSession(token, now, sessionIdleMs)}
      LIMIT ${atMost})`,
  ).run();
  return meta.changes;
}

/** As `worker/domain/tokens/standing.ts` has it: past its end, or idle for too long. */
function endedSession(tokens: typeof token | typeof withLastUse, now: number, sessionIdleMs: number): SQL {
  return sql`${tokens.kind} = 'session' AND (${tokens.expiresAt} <= ${now}
    OR coalesce(${tokens.lastUsedAt}, ${tokens.createdAt}) <= ${now - sessionIdleMs})`;
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = decodeCursor(cursor, PLACE);
  return sql`(${withLastUse.createdAt}, ${withLastUse.id}) < (${createdAt}, ${id})`;
}

function secondary(read: typeof withLastUse.$inferSelect): SecondaryToken {
  const row = withLife(read);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    purpose: row.purpose,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    lastUsed: lastUseOf(row.lastUsedMethod, row.lastUsedPath),
    scopes: row.kind === "api" ? readScopes(row.scopes) : null,
    endpoints: row.kind === "api" ? readStoredEndpoints(row.endpoints) : null,
    rotatedAt: row.rotatedAt,
    earlierSecret: row.earlierSecret,
    suspension: row.suspension,
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  };
}
