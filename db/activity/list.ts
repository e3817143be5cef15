import { and, count, eq, or, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import * as z from "zod/mini";
import type { Action, Activity } from "../../worker/domain/activity/actions.ts";
import { type Counted, countedTo } from "../../worker/domain/counted.ts";
import { decodeCursor, pageOf } from "../../worker/domain/cursor.ts";
import { type Database, prepare } from "../connect.ts";
import { activity } from "../tables/activity.ts";
import { newest, newestOf } from "./sql.ts";

/**
 * `refusedSince`: for the end of a token that is still tried since, how often and when last (ms UTC); `lastRefused`:
 * its last request.
 */
export type RecordedActivity = Activity & {
  id: string;
  refusedSince: { count: number; lastAt: number } | null;
  lastRefused: { method: string; route: string } | null;
};

type Row = {
  id: string;
  at: number;
  action: Action["action"];
  detail: string;
  actorId: string | null;
  actorName: string | null;
  subjectId: string | null;
  subjectName: string | null;
  tokenId: string | null;
  tokenName: string | null;
  refused: string | null;
};

const PLACE = z.tuple([z.number(), z.string()]);

/** An organization's activity, newest first; with a person, only what they did and what was done to them. */
export async function listActivity(
  database: Database,
  organizationId: string,
  { userId, cursor, limit }: { userId?: string; cursor?: string; limit: number },
): Promise<{ items: RecordedActivity[]; nextCursor: string | null }> {
  const page = { organizationId, after: after(cursor), limit: limit + 1 };
  const statement = userId === undefined ? newest(page) : newestOf(userId, page);
  return pageFrom(database, organizationId, statement, limit);
}

/** How many entries `listActivity` has on all its pages, counted to `most`. */
export async function countActivity(
  database: Database,
  organizationId: string,
  { userId, most }: { userId?: string; most: number },
): Promise<Counted> {
  const upToMost = (who?: SQL) =>
    database
      .select({ id: activity.id })
      .from(activity)
      .where(and(eq(activity.organizationId, organizationId), who))
      .limit(most + 1);
  const some =
    userId === undefined
      ? upToMost().as("some")
      : union(
          database.select().from(upToMost(eq(activity.subjectUserId, userId)).as("subject")),
          database.select().from(upToMost(eq(activity.actorUserId, userId)).as("actor")),
        ).as("some");
  const [counted] = await database.select({ rows: count() }).from(some);
  return countedTo(most, counted?.rows ?? 0);
}

/** One token's activity, newest first; with `ownerId`, only if the token is theirs. */
export async function listTokenActivity(
  database: Database,
  organizationId: string,
  { tokenId, ownerId, cursor, limit }: { tokenId: string; ownerId?: string; cursor?: string; limit: number },
): Promise<{ items: RecordedActivity[]; nextCursor: string | null }> {
  const ofToken = and(
    eq(activity.tokenId, tokenId),
    ownerId === undefined ? undefined : eq(activity.subjectUserId, ownerId),
  );
  const page = { organizationId, after: after(cursor), limit: limit + 1 };
  return pageFrom(database, organizationId, newest(page, ofToken), limit);
}

async function pageFrom(database: Database, organizationId: string, statement: SQL, limit: number) {
  const { results } = await prepare(database, statement).all<Row>();
  const rows = results.map((row) => recorded(organizationId, row));
  return pageOf(rows, limit, ({ at, id }) => [at, id]);
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = decodeCursor(cursor, PLACE);
  return sql`(${activity.at}, ${activity.id}) < (${at}, ${id})`;
}

function recorded(organizationId: string, row: Row): RecordedActivity {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });
  const refused = row.refused === null ? null : (JSON.parse(row.refused) as [number, number, string, string]);
  const happened = { action: row.action, detail: JSON.parse(row.detail) } as Action;
  return {
    ...happened,
    id: row.id,
    organizationId,
    actor: named(row.actorId, row.actorName),
    subject: named(row.subjectId, row.subjectName),
    token: named(row.tokenId, row.tokenName),
    at: row.at,
    refusedSince: refused && { count: refused[0], lastAt: refused[1] },
    lastRefused: refused?.[3] ? { method: refused[2], route: refused[3] } : null,
  };
}

/**
 * Whether the activity shows an API token with this id in the organization, and with `userId`, of that user. It may
 * have ended.
 */
export async function wasApiTokenOf(
  database: Database,
  id: string,
  { organizationId, userId }: { organizationId: string; userId?: string },
): Promise<boolean> {
  const isRevokedApiToken = and(
    eq(activity.action, "token.revoked"),
    sql`${activity.detail} ->> 'kind' = 'api'`,
  );
  const [found] = await database
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, organizationId),
        eq(activity.tokenId, id),
        userId === undefined ? undefined : eq(activity.subjectUserId, userId),
        or(eq(activity.action, "token.created"), isRevokedApiToken),
      ),
    )
    .limit(1);
  return found !== undefined;
}
