import { sendAllAgain } from "../../../db/deployment/mail.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";

/** Restarts the tries of mail that was given up or waits: Cron sends it within a minute. */
export async function sendMailAgain(
  { database }: CommandPlace,
  { email }: { email?: string | undefined },
): Promise<string> {
  const recipient = email?.trim().toLowerCase();
  const rows = await database.query<{ id: string }>(asText(sendAllAgain(recipient, Date.now())));
  return rows.length === 0 ? "No mail waits." : `${rows.length} mails are sent again within a minute.`;
}
