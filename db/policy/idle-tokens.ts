import { and, isNull } from "drizzle-orm";
import { build, type Database, prepare, type Statement } from "../connect.ts";
import { batchIfMet, demandChanges } from "../demands.ts";
import { isOneOf } from "../sql.ts";
import { idleWalk } from "../tables/idle-walk.ts";
import { token } from "../tables/token.ts";
import { findIdle, findTold, findWalksDue, lookAlong } from "./idle-sql.ts";
import type { IdlePlace, IdleWalk } from "./idle-walk.ts";

export type IdleToken = {
  seq: number;
  id: string;
  name: string;
  organizationId: string;
  organizationName: string;
  userId: string;
  ownerName: string;
  ownerKind: "human" | "service";
  /** A person's own address; a service user's is its contact's. */
  address: string | null;
  /** 1 if the recipient may open the organization's pages. */
  mayOpen: number;
  lastUsedAt: number | null;
};

/** How many organizations one run takes; the others come with the next run. */
const MOST_WALKS = 50;

/** Interrupted walks, and those that have not begun since `since` (ms UTC); the earliest begun first. */
export async function idleWalksDue(database: Database, since: number): Promise<IdleWalk[]> {
  const { results } = await prepare(database, findWalksDue(since, MOST_WALKS)).all<
    Pick<IdleWalk, "organizationId" | "maxIdleDays" | "begunAt"> & {
      exemptServiceUsers: number;
      usedAt: number | null;
      tokenId: string | null;
    }
  >();
  return results.map(({ exemptServiceUsers, usedAt, tokenId, ...row }) => ({
    ...row,
    exemptServiceUsers: exemptServiceUsers === 1,
    after: usedAt === null || tokenId === null ? null : { usedAt, id: tokenId },
  }));
}

/** Stores where the next run continues; from the beginning if `after` is null. */
export async function keepIdleWalk(
  database: Database,
  { organizationId, begunAt, after }: Pick<IdleWalk, "organizationId" | "after"> & { begunAt: number },
): Promise<void> {
  const walk = { begunAt, usedAt: after?.usedAt ?? null, tokenId: after?.id ?? null };
  await database
    .insert(idleWalk)
    .values({ organizationId, ...walk })
    .onConflictDoUpdate({ target: idleWalk.organizationId, set: walk });
}

/** Idle tokens in the order of the walk, each with its place, and where to continue; null if none follows. */
export type IdlePiece = { idle: (IdleToken & IdlePlace)[]; after: IdlePlace | null };

/**
 * Finds idle tokens whose owner was not told yet, among the organization's next `look` tokens with an old enough last
 * use. The number of rows read does not depend on how many tokens there are.
 */
export async function idleTokensToTell(
  database: Database,
  walk: Omit<IdleWalk, "begunAt">,
  now: number,
  look: number,
): Promise<IdlePiece> {
  const looked = await prepare(database, lookAlong(walk, now, look)).first<{
    rows: number;
    untold: string;
    last: string | null;
  }>();
  if (!looked?.last) return { idle: [], after: null };
  const { results } = await prepare(database, findIdle(walk, looked.untold, now)).all<
    IdleToken & IdlePlace
  >();
  const [usedAt, id] = JSON.parse(looked.last) as [number, string];
  return { idle: results, after: looked.rows === look ? { usedAt, id } : null };
}

/** Marks the owners as told and writes the mail: both or neither. False if somebody else tells it. */
export async function tellIdle(
  database: Database,
  tokens: readonly IdleToken[],
  mail: readonly Statement[],
  at: number,
): Promise<boolean> {
  const untold = and(
    isOneOf(
      token.id,
      tokens.map(({ id }) => id),
    ),
    isNull(token.idleNoticeAt),
  );
  return batchIfMet(database, [
    build.update(token).set({ idleNoticeAt: at }).where(untold),
    demandChanges(tokens.length),
    ...mail,
  ]);
}

export type WarnedToken = IdleToken & { isStillIdle: boolean };

/** Tokens whose owner was told of their idleness by `toldBy` (ms UTC), the earliest told first. */
export async function idleTokensToldBy(
  database: Database,
  toldBy: number,
  now: number,
  limit: number,
): Promise<WarnedToken[]> {
  const { results } = await prepare(database, findTold(toldBy, now, limit)).all<
    Omit<WarnedToken, "isStillIdle"> & { isStillIdle: number }
  >();
  return results.map((row) => ({ ...row, isStillIdle: Boolean(row.isStillIdle) }));
}

export function forgetIdle(ids: readonly string[]): Statement {
  return build.update(token).set({ idleNoticeAt: null }).where(isOneOf(token.id, ids));
}
