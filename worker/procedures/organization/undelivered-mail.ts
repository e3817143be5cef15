import { undeliveredMail as listUndelivered } from "../../../db/mail/outbox.ts";
import { rfc3339 } from "../../domain/times.ts";
import { superuserProcedure } from "../guards.ts";

const MOST_SHOWN = 50;

/** Mail of the organization that is not delivered yet, newest first. */
export const undeliveredMail = superuserProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const mail = await listUndelivered(runtime.database, actor.member.organization.id, MOST_SHOWN);
  return {
    items: mail.map(({ queuedAt, nextAttemptAt, ...one }) => ({
      ...one,
      queuedAt: rfc3339(queuedAt),
      nextAttemptAt: rfc3339(nextAttemptAt),
    })),
  };
});
