import { moment } from "../domain/moment.ts";
import type { Alarm } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

/** To Master Admins, who know the operator, or are it. It names no organization, because it is about all. */
export function alarm({ what, at }: { what: Alarm; at: number }): MailText {
  const [subject, ...paragraphs] = WORDS[what];
  return {
    subject,
    paragraphs: paragraphs.map((words) => words.replace("{at}", moment(at))),
    closing: ["The operator of this deployment sees more with: npm run doctor -- --remote"],
  };
}

const WORDS: Record<Alarm, readonly [subject: string, ...paragraphs: string[]]> = {
  "database-full": [
    "The database of Latchkey is nearly full",
    "At {at} it held more than four fifths of what a D1 database can hold. Once it is full, nothing new can be stored; tokens can still be revoked, for a while.",
    "ACTIVITY_RETENTION_DAYS removes old activity.",
  ],
  "mail-stuck": [
    "Latchkey's mail is stuck",
    "At {at} the mail service had taken none of the last mails. Invitations and links to set a password wait.",
    "If you read this, mail leaves again: check whether the mails before it have arrived.",
  ],
  "cron-stood": [
    "Latchkey's Cron stopped for a while",
    "Until {at} the jobs of every minute had not run for more than a quarter of an hour. Tokens were verified and revoked as always; mail and clean-up waited.",
  ],
};
