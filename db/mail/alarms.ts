import { sql } from "drizzle-orm";
import type { Alarm } from "../../worker/domain/notices.ts";
import { type Database, prepare } from "../connect.ts";
import { randomId } from "../random-id.ts";

/** Tells every Master Admin who can sign in, once: not who was told the same since then (ms UTC). */
export async function queueAlarm(database: Database, what: Alarm, at: number, since: number): Promise<void> {
  await prepare(
    database,
    sql`INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at)
      SELECT ${randomId("out_")}, address.email, ${JSON.stringify({ kind: "alarm", what, at })}, ${at}, ${at}
      FROM (SELECT DISTINCT user.email AS email FROM membership JOIN user ON user.id = membership.user_id
        WHERE membership.role = 'master_admin' AND membership.deactivated_at IS NULL
          AND membership.invitation IS NULL AND user.email IS NOT NULL) AS address
      WHERE NOT EXISTS (SELECT 1 FROM outbox AS told WHERE told.recipient = address.email AND told.created_at > ${since}
        AND told.notice ->> 'kind' = 'alarm' AND told.notice ->> 'what' = ${what})`,
  ).run();
}
