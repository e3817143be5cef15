import { and, eq, gt, isNotNull, not, sql } from "drizzle-orm";
import type { Alarm } from "../../worker/domain/notices.ts";
import { build, type Database, prepare } from "../connect.ts";
import { canSignInAsMasterAdmin } from "../members/master-admins.ts";
import { hasRow } from "../operators.ts";
import { randomId } from "../random-id.ts";
import { insertFrom } from "../sql.ts";
import { membership } from "../tables/membership.ts";
import { outbox } from "../tables/outbox.ts";
import { user } from "../tables/user.ts";

/** Tells every Master Admin who can sign in, unless they were told the same after `since` (ms UTC). */
export async function queueAlarm(database: Database, what: Alarm, at: number, since: number): Promise<void> {
  const address = build
    .selectDistinct({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(canSignInAsMasterAdmin, isNotNull(user.email)))
    .as("address");
  const isTold = and(
    eq(outbox.recipient, address.email),
    gt(outbox.createdAt, since),
    sql`${outbox.notice} ->> 'kind' = 'alarm'`,
    sql`${outbox.notice} ->> 'what' = ${what}`,
  );
  const mail = {
    id: randomId("out_"),
    recipient: address.email,
    notice: JSON.stringify({ kind: "alarm", what, at }),
    createdAt: at,
    nextAttemptAt: at,
  };
  await prepare(database, insertFrom(outbox, mail, address, not(hasRow(outbox, isTold)))).run();
}
