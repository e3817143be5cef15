import { moment } from "../domain/moment.ts";
import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type DatabaseRestored = Extract<Notice, { kind: "database-restored" }>;

/** To Master Admins: what Latchkey has ended again, and what only they can know. */
export function databaseRestored({ organization, from, to, revokedAgain }: DatabaseRestored): MailText {
  const since = from === null ? "an unknown moment" : moment(from);
  return {
    subject: `The database behind ${organization} was put back to an earlier point`,
    paragraphs: [
      `Latchkey noticed at ${moment(to)} that its database had been put back to a moment after ${since}. ${ended(revokedAgain)} In the meantime, none was accepted anywhere that its revocation had reached.`,
      `What else was changed at ${organization} between ${since} and ${moment(to)} may be as it was before. Only you can know. Please check:`,
    ],
    list: [
      "members: who was removed, deactivated or invited",
      "roles, permissions and visibility groups that were given or taken",
      "passwords that were changed: the earlier one may work again",
      "API tokens that were generated: their holders need new ones",
      "the activity, which lacks what was recorded then",
    ],
  };
}

function ended(howMany: number): string {
  if (howMany === 0) return "No revoked token or ended session of your organization came back.";
  return howMany === 1
    ? "One revoked token or ended session of your organization came back, and was ended again."
    : `${howMany} revoked tokens and ended sessions of your organization came back, and were ended again.`;
}
