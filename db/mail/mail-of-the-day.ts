import { type SQL, sql } from "drizzle-orm";
import type { Mail, Notice } from "../../worker/domain/notices.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { demandChanges } from "../demands.ts";
import { randomId } from "../random-id.ts";

/** The mails of one kind that somebody is sent of an organization: one a day, and for a service user one of its own. */
export type DailyMail = {
  organizationId: string;
  kind: Notice["kind"];
  /** Of whom all of the mail is; null where it is of nobody else than the recipient, or of several. */
  serviceUserId: string | null;
  /** ms UTC */
  dayStart: number;
};

export type WaitingMail = { id: string; notice: string; attempts: number };

/** The mail of the day of each of these recipients who has one. */
export async function mailsOfTheDay(
  database: Database,
  recipients: readonly string[],
  daily: DailyMail,
): Promise<Map<string, WaitingMail>> {
  const { results } = await prepare(
    database,
    sql`SELECT outbox.recipient, outbox.id, notice, attempts FROM json_each(${JSON.stringify(recipients)}) AS asked
      CROSS JOIN outbox ON ${isOfTheDay(sql`asked.value`, daily)}`,
  ).all<WaitingMail & { recipient: string }>();
  return new Map(results.map(({ recipient, ...mail }) => [recipient, mail]));
}

/** Writes the mail of the day, or what it says now: undoes the batch where it is not as it was read. */
export function writeMailOfTheDay(
  { recipient, notice, waiting }: Mail & { waiting: WaitingMail | null },
  daily: DailyMail,
  { at, sendAt }: { at: number; sendAt: number },
): Statement[] {
  const text = JSON.stringify(notice);
  const written = waiting
    ? sql`UPDATE outbox SET notice = ${text}, next_attempt_at = ${sendAt}
        WHERE id = ${waiting.id} AND notice = ${waiting.notice} AND attempts = 0`
    : sql`INSERT INTO outbox (id, recipient, notice, organization_id, created_at, next_attempt_at)
        SELECT ${randomId("out_")}, ${recipient}, ${text}, ${daily.organizationId}, ${at}, ${sendAt}
        WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE ${isOfTheDay(sql`${recipient}`, daily)})`;
  return [written, demandChanges(1)];
}

function isOfTheDay(recipient: SQL, { organizationId, kind, serviceUserId, dayStart }: DailyMail): SQL {
  return sql`outbox.recipient = ${recipient} AND outbox.created_at >= ${dayStart}
    AND outbox.organization_id = ${organizationId} AND outbox.notice ->> '$.kind' = ${kind}
    AND outbox.notice ->> '$.serviceUser.id' IS ${serviceUserId}`;
}
