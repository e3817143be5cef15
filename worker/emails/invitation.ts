import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

/** To a new member of an organization, known elsewhere or not. */
export function invitation(notice: Extract<Notice, { kind: "invitation" }>, url: string): MailText {
  const { organization, invitedBy } = notice;
  return {
    subject: `${invitedBy} invites you to ${organization}`,
    paragraphs: [`${invitedBy} invites you to ${organization}, to generate and manage API tokens there.`],
    action: { label: "Set your password and sign in", url },
    closing: ["The link works once, for seven days. If you did not expect this mail, leave it alone."],
  };
}
