import { type SQL, sql } from "drizzle-orm";

/**
 * The statement of `claimDueMail`. Raw: INDEXED BY, and two lists, each limited separately: mail that somebody is
 * waiting for has a list of its own, so that no other mail is read to find it.
 */
export function takeDueMail({
  now,
  limit,
  delaysMs,
}: {
  now: number;
  limit: number;
  delaysMs: readonly number[];
}): SQL {
  const due = (isUrgent: boolean) => sql`SELECT * FROM (SELECT id FROM outbox INDEXED BY outbox_due_by_urgency
    WHERE is_urgent = ${Number(isUrgent)} AND next_attempt_at IS NOT NULL AND next_attempt_at <= ${now}
    ORDER BY next_attempt_at LIMIT ${limit})`;
  return sql`UPDATE outbox SET attempts = attempts + 1,
      next_attempt_at = ${now} + coalesce(${JSON.stringify(delaysMs)} ->> attempts, ${delaysMs.at(-1) ?? 0})
    WHERE id IN (${due(true)} UNION ALL ${due(false)} LIMIT ${limit})
    RETURNING id, recipient, notice, attempts, is_urgent AS isUrgent`;
}

/** Raw: without INDEXED BY, SQLite reads all mail of the organization. */
export function findUndelivered(organizationId: string, limit: number): SQL {
  return sql`SELECT id, recipient, notice ->> 'kind' AS kind, problem, attempts, created_at AS queuedAt,
      next_attempt_at AS nextAttemptAt
    FROM outbox INDEXED BY outbox_undelivered
    WHERE organization_id = ${organizationId} AND problem IS NOT NULL AND sent_at IS NULL
    ORDER BY created_at DESC LIMIT ${limit}`;
}
