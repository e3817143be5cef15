import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

/** To a new member of an organization. Somebody who already has a password signs in with it. */
export function invitation(
  notice: Extract<Notice, { kind: "invitation" }>,
  { url, setsPassword }: { url: string; setsPassword: boolean },
): MailText {
  const { organization, invitedBy } = notice;
  return {
    subject: `${invitedBy} invites you to ${organization}`,
    paragraphs: [`${invitedBy} invites you to ${organization}, to generate and manage API tokens there.`],
    action: { label: setsPassword ? "Set your password and sign in" : "Sign in to accept", url },
    closing: [
      setsPassword
        ? "The link works once, for seven days. If you did not expect this mail, ignore it."
        : "You have a password already; it stays as it is. If you did not expect this mail, ignore it.",
    ],
  };
}
