import { and, eq, gte, not, type SQL, sql } from "drizzle-orm";
import type { Mail, Notice } from "../../worker/domain/notices.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { demandChanges } from "../demands.ts";
import { hasRow } from "../operators.ts";
import { randomId } from "../random-id.ts";
import { insertWhere, isOneOf } from "../sql.ts";
import { outbox } from "../tables/outbox.ts";

/**
 * Identifies the mail of one kind to one recipient in an organization: one a day, and a separate one for each service
 * user.
 */
export type DailyMail = {
  organizationId: string;
  kind: Notice["kind"];
  /** The service user that the mail is about; null if it is about the recipient, or about several. */
  serviceUserId: string | null;
  /** ms UTC */
  dayStart: number;
};

export type WaitingMail = { id: string; notice: string; attempts: number };

/** The mail of the day for each of these recipients that has one. */
export async function mailsOfTheDay(
  database: Database,
  recipients: readonly string[],
  daily: DailyMail,
): Promise<Map<string, WaitingMail>> {
  const { recipient, id, notice, attempts } = outbox;
  const mails = await database
    .select({ recipient, id, notice, attempts })
    .from(outbox)
    .where(and(isOneOf(recipient, recipients), isOfTheDay(daily)));
  return new Map(mails.map(({ recipient, ...mail }) => [recipient, mail]));
}

/** Writes or updates the mail of the day: undoes the batch if the mail has changed since it was read. */
export function writeMailOfTheDay(
  { recipient, notice, waiting }: Mail & { waiting: WaitingMail | null },
  daily: DailyMail,
  { at, sendAt }: { at: number; sendAt: number },
): Statement[] {
  const text = JSON.stringify(notice);
  const written = waiting
    ? build
        .update(outbox)
        .set({ notice: text, nextAttemptAt: sendAt })
        .where(and(eq(outbox.id, waiting.id), eq(outbox.notice, waiting.notice), eq(outbox.attempts, 0)))
    : insertWhere(
        outbox,
        {
          id: randomId("out_"),
          recipient,
          notice: text,
          organizationId: daily.organizationId,
          createdAt: at,
          nextAttemptAt: sendAt,
        },
        not(hasRow(outbox, and(eq(outbox.recipient, recipient), isOfTheDay(daily)))),
      );
  return [written, demandChanges(1)];
}

function isOfTheDay({ organizationId, kind, serviceUserId, dayStart }: DailyMail): SQL | undefined {
  return and(
    gte(outbox.createdAt, dayStart),
    eq(outbox.organizationId, organizationId),
    sql`${outbox.notice} ->> '$.kind' = ${kind}`,
    sql`${outbox.notice} ->> '$.serviceUser.id' IS ${serviceUserId}`,
  );
}
