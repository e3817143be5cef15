import { and, count, eq, lte, ne, not, type SQL, sql } from "drizzle-orm";
import { pageOf } from "../../worker/domain/cursor.ts";
import { readStoredEndpoints } from "../../worker/domain/endpoints/own-endpoints.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { Way } from "../../worker/domain/sign-in/way.ts";
import { readScopes } from "../../worker/domain/tokens/scopes.ts";
import type { SecondarySort } from "../../worker/domain/tokens/secondary-list.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";
import { build, type Database, prepare } from "../connect.ts";
import { behind, inOrder, placeIn } from "../keyset.ts";
import { theMember } from "../members/memberships.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";
import { lastUseOf, withLife } from "../tokens/life.ts";
import type { ListedToken, MemberKey } from "../tokens/tokens.ts";
import { BY_TIME, type Key } from "./orders.ts";
import { removeSome } from "./sql.ts";

export type SecondaryToken = ListedToken & {
  kind: TokenKind;
  /** Sessions only: how it was opened. */
  way: Way | null;
  userAgent: string | null;
  clientAddress: string | null;
};

type Page = {
  /** Part of the name or prefix, or for sessions, of the browser or address. */
  q?: string;
  sort: SecondarySort;
  /** The session listed first in every order. */
  firstId: string;
  cursor?: string;
  limit: number;
  now: number;
  sessionIdleMs: number;
};

/** A member's valid sessions and all their API tokens, one page at a time. */
export async function listSecondaryTokens(
  database: Database,
  member: MemberKey,
  { q, sort, firstId, cursor, limit, now, sessionIdleMs }: Page,
): Promise<{ items: SecondaryToken[]; nextCursor: string | null }> {
  const those = and(holdYet(member, now, sessionIdleMs), matches(q));
  const { key, keyOf } = ORDERS[sort.by];
  const found = database.select().from(withLastUse);
  const [first, rows] = await Promise.all([
    cursor === undefined ? found.where(and(those, eq(withLastUse.id, firstId))) : [],
    database
      .select()
      .from(withLastUse)
      .where(and(those, ne(withLastUse.id, firstId), behind(cursor, sort, [key, withLastUse.id])))
      .orderBy(...inOrder(sort, [key, withLastUse.id]))
      .limit(limit + 1),
  ]);
  const page = pageOf(rows, limit, (row) => placeIn(sort, [keyOf(row), row.id]));
  return { ...page, items: [...first, ...page.items].map(secondary) };
}

type Row = typeof withLastUse.$inferSelect;

/** The first sort key of each order, followed by the id: in the database, and for a row. */
const ORDERS: Record<SecondarySort["by"], Key<Row>> = {
  name: {
    key: sql`iif(${withLastUse.kind} = 'session', '0' || coalesce(${withLastUse.userAgent}, ''), '1' || ${withLastUse.nameFolded})`,
    keyOf: (row) => (row.kind === "session" ? `0${row.userAgent ?? ""}` : `1${row.nameFolded}`),
  },
  ...BY_TIME,
};

/** How many of a member's tokens match `q`; `over` counts ended ones whose rows are still being removed. */
export async function countSecondaryTokens(
  database: Database,
  member: MemberKey,
  { q, now, sessionIdleMs }: { q?: string; now: number; sessionIdleMs: number },
): Promise<{ sessions: number; apiTokens: number; over: number }> {
  const rows = await database
    .select({ kind: withLastUse.kind, over: isOver(member).mapWith(Boolean).as("over"), n: count() })
    .from(withLastUse)
    .where(and(areTheirs(member), not(endedSession(withLastUse, now, sessionIdleMs)), matches(q)))
    .groupBy(({ kind, over }) => [kind, over]);
  const of = (kind: TokenKind) => rows.find((row) => row.kind === kind && !row.over)?.n ?? 0;
  const over = rows.reduce((sum, row) => sum + (row.over ? row.n : 0), 0);
  return { sessions: of("session"), apiTokens: of("api"), over };
}

/** The owner of this token in the organization; null if there is no token with this id (and kind, if given). */
export async function ownerOfToken(
  database: Database,
  organizationId: string,
  id: string,
  kind?: TokenKind,
): Promise<string | null> {
  const isOfKind = kind && eq(token.kind, kind);
  const [row] = await database
    .select({ userId: token.userId })
    .from(token)
    .where(and(eq(token.id, id), eq(token.organizationId, organizationId), isOfKind));
  return row?.userId ?? null;
}

/**
 * Deletes tokens that ended by themselves, at most `atMost`: expired sessions, idle sessions, and API tokens that
 * expired before `apiTokensBefore`. An idle session still has part of its life ahead, so sessions that end after that
 * are not read, and the rows read do not grow with the table.
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
  const apiTokens = lte(token.expiresAt, apiTokensBefore);
  const sessions = and(lte(token.expiresAt, endsBy), endedSession(token, now, sessionIdleMs));
  const { meta } = await prepare(database, removeSome({ apiTokens, sessions }, atMost)).run();
  return meta.changes;
}

/** The same rule as `worker/domain/tokens/standing.ts`: past its end, or idle for too long. */
function endedSession(tokens: typeof token | typeof withLastUse, now: number, sessionIdleMs: number): SQL {
  return sql`(${tokens.kind} = 'session' AND (${tokens.expiresAt} <= ${now}
    OR coalesce(${tokens.lastUsedAt}, ${tokens.createdAt}) <= ${now - sessionIdleMs}))`;
}

function holdYet(member: MemberKey, now: number, sessionIdleMs: number): SQL | undefined {
  return and(areTheirs(member), not(isOver(member)), not(endedSession(withLastUse, now, sessionIdleMs)));
}

function areTheirs({ organizationId, userId }: MemberKey): SQL | undefined {
  return and(eq(withLastUse.organizationId, organizationId), eq(withLastUse.userId, userId));
}

/** Whether it ended together with very many others, whose rows are removed piece by piece. */
function isOver(member: MemberKey): SQL {
  const { endedThrough } = membership;
  const last = build.select({ endedThrough }).from(membership).where(theMember(member));
  return lte(withLastUse.seq, sql`coalesce(${last}, -1)`);
}

function matches(q: string | undefined): SQL | undefined {
  if (!q) return undefined;
  const term = fold(q);
  return sql`iif(${withLastUse.kind} = 'api',
    instr(${withLastUse.nameFolded}, ${term}) > 0 OR instr(upper(${withLastUse.id}), ${term.replace(/^.*_/, "")}) > 0,
    instr(upper(coalesce(${withLastUse.userAgent}, '') || ' ' || coalesce(${withLastUse.clientAddress}, '')), ${term}) > 0)`;
}

function secondary(read: Row): SecondaryToken {
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
    way: row.kind === "session" ? (row.way ?? "password") : null,
    userAgent: row.userAgent,
    clientAddress: row.clientAddress,
  };
}
