import { moment } from "../domain/moment.ts";
import type { Alarm } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

/** To Master Admins, who know whoever runs the deployment, or are it. It names no organization: it is about all. */
export function alarm({ what, at }: { what: Alarm; at: number }): MailText {
  const [subject, ...paragraphs] = WORDS[what];
  return {
    subject,
    paragraphs: paragraphs.map((words) => words.replace("{at}", moment(at))),
    closing: ["Whoever runs this Latchkey sees more with: npm run doctor -- --remote"],
  };
}

const WORDS: Record<Alarm, readonly [subject: string, ...paragraphs: string[]]> = {
  "database-full": [
    "The database of Latchkey is nearly full",
    "At {at} it held more than four fifths of what a database of D1 can hold. When it is full nothing can be made any more; tokens can still be revoked, for a while.",
    "Old activity can be let go by ACTIVITY_RETENTION_DAYS.",
  ],
  "mail-stuck": [
    "Mail of Latchkey does not leave",
    "At {at} none of the last mails that were tried had been taken by the mail service. Invitations and links to set a password wait.",
    "If you read this, it leaves again: look whether the mails before it have arrived.",
  ],
  "cron-stood": [
    "Latchkey's Cron stood still",
    "Until {at} what runs every minute had not run for more than a quarter of an hour. Tokens were refused and revoked as ever; mail, and the clean-up, waited.",
  ],
};
