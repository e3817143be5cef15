import { type SQL, sql } from "drizzle-orm";
import type { Notice } from "../../worker/domain/notices.ts";
import { type Database, prepare, type Statement } from "../connect.ts";

export type DueMail = { id: string; recipient: string; notice: Notice; attempts: number };

/**
 * Takes the mail that is due, at most `limit`, for one try each: by the same statement its next try is
 * put off, so that nobody else takes it too, and so that it is tried again if this try never ends.
 * `delaysMs[n]` is the wait after try n + 1; the last try has no other after it.
 */
export async function claimDueMail(
  database: Database,
  { now, limit, delaysMs }: { now: number; limit: number; delaysMs: readonly number[] },
): Promise<DueMail[]> {
  const { results } = await prepare(
    database,
    sql`UPDATE outbox SET attempts = attempts + 1,
        next_attempt_at = ${now} + coalesce(${JSON.stringify(delaysMs)} ->> attempts, ${delaysMs.at(-1) ?? 0})
      WHERE id IN (${due(true, now, limit)} UNION ALL ${due(false, now, limit)} LIMIT ${limit})
      RETURNING id, recipient, notice, attempts, is_urgent AS isUrgent`,
  ).all<Omit<DueMail, "notice"> & { notice: string; isUrgent: 0 | 1 }>();
  return results
    .toSorted((one, other) => other.isUrgent - one.isUrgent)
    .map(({ isUrgent: _, notice, ...row }) => ({ ...row, notice: JSON.parse(notice) }));
}

/** Those that somebody waits for stand by themselves, so that no others are read to find them. */
function due(isUrgent: boolean, now: number, limit: number): SQL {
  return sql`SELECT * FROM (SELECT id FROM outbox INDEXED BY outbox_due_by_urgency
    WHERE is_urgent = ${Number(isUrgent)} AND next_attempt_at IS NOT NULL AND next_attempt_at <= ${now}
    ORDER BY next_attempt_at LIMIT ${limit})`;
}

/** Why a try failed, for whoever administers the organization. */
export async function noteProblem(database: Database, id: string, problem: string): Promise<void> {
  await prepare(database, sql`UPDATE outbox SET problem = ${problem} WHERE id = ${id}`).run();
}

export type UndeliveredMail = {
  id: string;
  recipient: string;
  kind: Notice["kind"];
  problem: string;
  attempts: number;
  queuedAt: number;
  /** Null once it was given up. */
  nextAttemptAt: number | null;
};

/** Mail of an organization that its last try did not deliver, the newest first. */
export async function undeliveredMail(
  database: Database,
  organizationId: string,
  limit: number,
): Promise<UndeliveredMail[]> {
  const { results } = await prepare(
    database,
    sql`SELECT id, recipient, notice ->> 'kind' AS kind, problem, attempts, created_at AS queuedAt,
        next_attempt_at AS nextAttemptAt
      FROM outbox INDEXED BY outbox_undelivered
      WHERE organization_id = ${organizationId} AND problem IS NOT NULL AND sent_at IS NULL
      ORDER BY created_at DESC LIMIT ${limit}`,
  ).all<UndeliveredMail>();
  return results;
}

/** Due at once, with all its tries. Changes no row for mail that was delivered, or of another organization. */
export function sendAgain(organizationId: string, id: string, now: number): Statement {
  return sql`UPDATE outbox SET next_attempt_at = ${now}, attempts = 0
    WHERE id = ${id} AND organization_id = ${organizationId} AND problem IS NOT NULL AND sent_at IS NULL`;
}

export async function markSent(database: Database, id: string, now: number): Promise<void> {
  await prepare(
    database,
    sql`UPDATE outbox SET sent_at = ${now}, next_attempt_at = NULL WHERE id = ${id}`,
  ).run();
}

/** No more tries: the row stays, without a time of sending, to be seen. */
export async function markGivenUp(database: Database, id: string): Promise<void> {
  await prepare(database, sql`UPDATE outbox SET next_attempt_at = NULL WHERE id = ${id}`).run();
}

/** Queues a reset unless so many were queued for this address since then: nobody's mailbox is flooded. */
export async function queueReset(
  database: Database,
  mail: { id: string; recipient: string; notice: Notice; at: number },
  { since, most }: { since: number; most: number },
): Promise<boolean> {
  const { meta } = await prepare(
    database,
    sql`INSERT INTO outbox (id, recipient, notice, is_urgent, created_at, next_attempt_at)
      SELECT ${mail.id}, ${mail.recipient}, ${JSON.stringify(mail.notice)}, 1, ${mail.at}, ${mail.at}
      WHERE (SELECT count(*) FROM outbox WHERE recipient = ${mail.recipient} AND created_at > ${since}
        AND notice ->> 'kind' = ${mail.notice.kind}) < ${most}`,
  ).run();
  return meta.changes > 0;
}

export async function removeSettledBefore(database: Database, before: number): Promise<void> {
  await prepare(
    database,
    sql`DELETE FROM outbox WHERE next_attempt_at IS NULL AND created_at <= ${before}`,
  ).run();
}
