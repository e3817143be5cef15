import { sql } from "drizzle-orm";
import { type Database, prepare } from "./connect.ts";

/** What does not stop Latchkey from doing its work, and has to be looked at. */
export type Condition = {
  /** The database was put back, and what came back has not been ended yet. */
  isUnmended: boolean;
  /** When Cron last ran at all (ms UTC); null where it never did. */
  cronAt: number | null;
  /** The oldest mail that is due (ms UTC): a try would have put it off. */
  mailDueSince: number | null;
};

/** Rejects where D1 does not answer, or its schema does not fit. */
export async function conditionOf(database: Database): Promise<Condition> {
  const found = await prepare(
    database,
    sql`SELECT (SELECT 1 FROM organization LIMIT 1),
      EXISTS (SELECT 1 FROM database_restore WHERE mended_at IS NULL) AS isUnmended,
      (SELECT max(at) FROM cron_run) AS cronAt,
      (SELECT min(next_attempt_at) FROM outbox WHERE next_attempt_at IS NOT NULL) AS mailDueSince`,
  ).first<Omit<Condition, "isUnmended"> & { isUnmended: 0 | 1 }>();
  return {
    isUnmended: found?.isUnmended === 1,
    cronAt: found?.cronAt ?? null,
    mailDueSince: found?.mailDueSince ?? null,
  };
}

/** How many bytes the database has. */
export async function sizeOf(database: Database): Promise<number> {
  const { meta } = await prepare(database, sql`SELECT 1`).all();
  return meta.size_after;
}

/** Whether none of the newest mails that were tried (at least `least` of them) has been delivered. */
export async function isMailStuck(database: Database, least: number): Promise<boolean> {
  const found = await prepare(
    database,
    sql`SELECT count(*) >= ${least} AND sum(sent_at IS NOT NULL) = 0 AS stuck
      FROM (SELECT sent_at FROM outbox WHERE attempts > 1 OR sent_at IS NOT NULL ORDER BY rowid DESC LIMIT 200)`,
  ).first<number>("stuck");
  return found === 1;
}
