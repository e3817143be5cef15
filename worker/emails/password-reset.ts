import type { MailText } from "./mail-text.ts";

/** To somebody who asked for it, or for whom somebody else did. */
export function passwordReset(url: string): MailText {
  return {
    subject: "Set a new password",
    paragraphs: ["Somebody, probably you, asked to set a new password for this address."],
    action: { label: "Set a new password", url },
    closing: [
      "The link works once, for an hour. If it was not you, ignore this mail: your password stays as it is.",
    ],
  };
}
