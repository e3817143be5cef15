import type { D1Result } from "@cloudflare/workers-types";
import { lt, type SQL } from "drizzle-orm";
import type { Activity } from "../worker/domain/activity/actions.ts";
import type { Mail } from "../worker/domain/notices.ts";
import { batch, build, type Database, type Statement } from "./connect.ts";
import { type Authority, demandAuthority, demandChange, type Unmet, unmetOf } from "./demands.ts";
import { isSentSince } from "./mail/outbox.ts";
import { countOf } from "./operators.ts";
import { randomId } from "./random-id.ts";
import { DRAWS, drawOnReserve, isFull } from "./reserve.ts";
import { insertWhere } from "./sql.ts";
import { activity } from "./tables/activity.ts";
import { outbox } from "./tables/outbox.ts";
import { insertTombstone, type Secret } from "./tokens/due-tombstones.ts";
import type { Ended, Ending } from "./tokens/ending.ts";
import { deletion, endedIn, notice, thatEnd } from "./tokens/revocations.ts";

type Recorded = readonly [Activity, ...Activity[]];

/** For a change that completes one which was already recorded. */
export const RECORDED_BEFORE: unique symbol = Symbol("recorded before");

/** For an open question that changes nothing of anybody's. */
export const ONLY_ASKED: unique symbol = Symbol("only asked");

export type Batch = {
  /** The authority, checked again as the first thing in the batch. */
  authority: Authority;
  /** ms UTC */
  at: number;
  /** Conditions of the change, as they were read; if one no longer holds, nothing is written. */
  expects?: SQL;
  /** Secrets of tokens that another secret replaces. */
  retires?: readonly Secret[];
  /** Rows that must exist first, such as the user of a membership. */
  before?: readonly Statement[];
  mail?: readonly Mail[];
  /** What follows from the change; each statement limits itself to what it applies to. */
  consequences?: readonly Statement[];
} & (
  | {
      /** The deciding statement: if it changes no row, nothing is written. */
      change: Statement;
      /** No change without its activity. */
      activity: Recorded | typeof RECORDED_BEFORE | typeof ONLY_ASKED;
      /** Tokens that end with it, each with an activity of its own. */
      ends?: Ending;
      /** Tokens whose owners are told of their end now; their rows are removed later. */
      tells?: Ending;
    }
  /** The end of tokens is the change itself: if none ends, nothing is written. */
  | { change?: undefined; activity?: undefined; tells?: undefined; ends: Ending }
);

/** `unmet` is null if it was written. */
export type Outcome = { unmet: Unmet | null; ended: Ended[] };

/**
 * Writes a change with everything that belongs to it as one transaction, all or nothing. A change that ends or
 * narrows may use the reserve.
 */
export async function commitBatch(
  database: Database,
  asked: Batch,
  drawsOnReserve = false,
): Promise<Outcome> {
  const { statements, deletionAt } = batchOf(asked);
  try {
    const results = await (drawsOnReserve ? inRoom(database, statements) : batch(database, statements));
    return { unmet: null, ended: deletionAt === null ? [] : endedIn(results[deletionAt]) };
  } catch (error) {
    const unmet = unmetOf(error);
    if (unmet === null) throw error;
    return { unmet, ended: [] };
  }
}

/** As `batch`; in a full database it uses the reserve. */
async function inRoom(database: Database, statements: readonly Statement[]): Promise<D1Result[]> {
  let full: unknown;
  for (const pieces of [0, ...DRAWS]) {
    try {
      if (pieces === 0) return await batch(database, statements);
      const [, ...results] = await batch(database, [drawOnReserve(pieces), ...statements]);
      return results;
    } catch (error) {
      if (!isFull(error)) throw error;
      full = error;
    }
  }
  throw full;
}

/**
 * The statements of that transaction, for callers with another access to the database; and which of them deletes
 * tokens.
 */
export function batchOf(asked: Batch): { statements: Statement[]; deletionAt: number | null } {
  const { authority, at, expects, before = [], change, activity = [], ends, retires = [] } = asked;
  const { mail = [], consequences = [], tells } = asked;
  const recorded = typeof activity === "symbol" ? [] : activity;
  const ending = ends ? thatEnd(ends, at) : [];
  const first = [demandAuthority(authority, at, expects), ...before, ...ending];
  const statements = [
    ...first,
    ...(ends ? [deletion(ends)] : []),
    ...(change ? [change] : []),
    demandChange(),
    ...recorded.map(recordActivity),
    ...mail.map((due) => insertMail(due, recorded[0]?.organizationId ?? null, at)),
    ...(tells ? notice(tells, at) : []),
    ...retires.map((secret) => insertTombstone(secret, at, "rotation")),
    ...consequences,
  ];
  return { statements, deletionAt: ends ? first.length : null };
}

/** Activity without a change, such as a refused sign-in. */
export async function record(database: Database, activity: readonly Activity[]): Promise<void> {
  if (activity.length > 0) await batch(database, activity.map(recordActivity));
}

/** The statement that appends an activity. */
export function recordActivity(entry: Activity): Statement {
  return build.insert(activity).values(rowOf(entry));
}

/** The same, if the condition holds. */
export function recordActivityWhere(entry: Activity, where: SQL | undefined): Statement {
  return insertWhere(activity, rowOf(entry), where);
}

function rowOf({ organizationId, actor, subject, action, token, detail, at }: Activity) {
  return {
    id: randomId("act_"),
    organizationId,
    actorUserId: actor?.id ?? null,
    actorName: actor?.name ?? null,
    subjectUserId: subject?.id ?? null,
    subjectName: subject?.name ?? null,
    action,
    tokenId: token?.id ?? null,
    tokenName: token?.name ?? null,
    detail,
    at,
  };
}

/** The statement that queues a mail of this organization, or of none. */
export function insertMail(
  { recipient, notice, atMost }: Mail,
  organizationId: string | null,
  at: number,
): Statement {
  const isUnder =
    atMost && lt(countOf(outbox, isSentSince(at - atMost.withinMs, recipient, notice.kind)), atMost.most);
  return insertWhere(
    outbox,
    {
      id: randomId("out_"),
      recipient,
      notice: JSON.stringify(notice),
      organizationId,
      isUrgent: notice.kind === "invitation",
      createdAt: at,
      nextAttemptAt: at,
    },
    isUnder,
  );
}
