import { sql } from "drizzle-orm";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";

/** Restarts the tries of mail that was given up or waits: Cron sends it within a minute. */
export async function sendMailAgain(
  { database }: CommandPlace,
  { email }: { email?: string | undefined },
): Promise<string> {
  const whose = email === undefined ? sql`TRUE` : sql`recipient = ${email.trim().toLowerCase()}`;
  const rows = await database.query<{ id: string }>(
    asText(sql`UPDATE outbox SET attempts = 0, next_attempt_at = ${Date.now()}
      WHERE sent_at IS NULL AND ${whose} RETURNING id`),
  );
  return rows.length === 0 ? "No mail waits." : `${rows.length} mails are sent again within a minute.`;
}
