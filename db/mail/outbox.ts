import { and, eq, gt, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Notice } from "../../worker/domain/notices.ts";
import { build, type Database, prepare, type Statement } from "../connect.ts";
import { countOf } from "../operators.ts";
import { insertWhere } from "../sql.ts";
import { outbox } from "../tables/outbox.ts";
import { findUndelivered, takeDueMail } from "./sql.ts";

export type DueMail = { id: string; recipient: string; notice: Notice; attempts: number };

/**
 * Claims due mail, at most `limit`, for one try each. The same statement postpones the next try, so that nobody else
 * claims the mail and it is tried again if this try never ends. `delaysMs[n]` is the wait after try n + 1; after the
 * last try there is no other.
 */
export async function claimDueMail(
  database: Database,
  { now, limit, delaysMs }: { now: number; limit: number; delaysMs: readonly number[] },
): Promise<DueMail[]> {
  const { results } = await prepare(database, takeDueMail({ now, limit, delaysMs })).all<
    Omit<DueMail, "notice"> & { notice: string; isUrgent: 0 | 1 }
  >();
  return results
    .toSorted((one, other) => other.isUrgent - one.isUrgent)
    .map(({ isUrgent: _, notice, ...row }) => ({ ...row, notice: JSON.parse(notice) }));
}

/** Stores why a try failed, for the organization's administrators. */
export async function noteProblem(database: Database, id: string, problem: string): Promise<void> {
  await database.update(outbox).set({ problem }).where(eq(outbox.id, id));
}

export type UndeliveredMail = {
  id: string;
  recipient: string;
  kind: Notice["kind"];
  problem: string;
  attempts: number;
  queuedAt: number;
  /** Null if it was given up. */
  nextAttemptAt: number | null;
};

/** An organization's mail whose last try failed, newest first. */
export async function undeliveredMail(
  database: Database,
  organizationId: string,
  limit: number,
): Promise<UndeliveredMail[]> {
  const { results } = await prepare(database, findUndelivered(organizationId, limit)).all<UndeliveredMail>();
  return results;
}

/**
 * Makes it due at once, with all its tries. Changes no row for mail that was delivered, or is another organization's.
 */
export function sendAgain(organizationId: string, id: string, now: number): Statement {
  return build
    .update(outbox)
    .set({ nextAttemptAt: now, attempts: 0 })
    .where(
      and(
        eq(outbox.id, id),
        eq(outbox.organizationId, organizationId),
        isNotNull(outbox.problem),
        isNull(outbox.sentAt),
      ),
    );
}

export async function markSent(database: Database, id: string, now: number): Promise<void> {
  await database.update(outbox).set({ sentAt: now, nextAttemptAt: null }).where(eq(outbox.id, id));
}

/** Ends the tries: the row stays visible, without a time of sending. */
export async function markGivenUp(database: Database, id: string): Promise<void> {
  await database.update(outbox).set({ nextAttemptAt: null }).where(eq(outbox.id, id));
}

/** Queues a reset, unless too many were queued for this address since `since`: no mailbox is flooded. */
export async function queueReset(
  database: Database,
  { id, recipient, notice, at }: { id: string; recipient: string; notice: Notice; at: number },
  { since, most }: { since: number; most: number },
): Promise<boolean> {
  const isUnder = lt(countOf(outbox, isSentSince(since, recipient, notice.kind)), most);
  const mail = {
    id,
    recipient,
    notice: JSON.stringify(notice),
    isUrgent: true,
    createdAt: at,
    nextAttemptAt: at,
  };
  const { meta } = await prepare(database, insertWhere(outbox, mail, isUnder)).run();
  return meta.changes > 0;
}

/** Whether a mail of this kind was queued for that address after `since` (ms UTC). */
export function isSentSince(since: number, recipient: string, kind: Notice["kind"]): SQL | undefined {
  const isOfKind = sql`${outbox.notice} ->> 'kind' = ${kind}`;
  return and(eq(outbox.recipient, recipient), gt(outbox.createdAt, since), isOfKind);
}

export async function removeSettledBefore(database: Database, before: number): Promise<void> {
  await database.delete(outbox).where(and(isNull(outbox.nextAttemptAt), lte(outbox.createdAt, before)));
}
