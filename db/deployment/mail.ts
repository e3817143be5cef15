import { and, count, desc, eq, isNotNull, isNull, lte, max, min } from "drizzle-orm";
import { build } from "../connect.ts";
import { named } from "../operators.ts";
import { outbox } from "../tables/outbox.ts";

/** Makes undelivered mail due at once with all its tries; only to `email`, if given. */
export function sendAllAgain(email: string | undefined, now: number) {
  return build
    .update(outbox)
    .set({ attempts: 0, nextAttemptAt: now })
    .where(and(isNull(outbox.sentAt), email === undefined ? undefined : eq(outbox.recipient, email)))
    .returning(named({ id: outbox.id }));
}

/** Why mail was not delivered, and how much for each reason. */
export function problemsOfMail() {
  const { problem } = outbox;
  return build
    .select(named({ problem, n: count() }))
    .from(outbox)
    .where(and(isNotNull(problem), isNull(outbox.sentAt)))
    .groupBy(problem)
    .orderBy(desc(count()));
}

/** How much mail is due at this moment (ms UTC), and since when. */
export function waitingMail(now: number) {
  const { nextAttemptAt } = outbox;
  return build
    .select(named({ n: count(), since: min(nextAttemptAt) }))
    .from(outbox)
    .where(lte(nextAttemptAt, now));
}

export function lastSentMail() {
  return build.select(named({ at: max(outbox.sentAt) })).from(outbox);
}
