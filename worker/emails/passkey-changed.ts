import { moment } from "../domain/moment.ts";
import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type Told = Extract<Notice, { kind: "passkey-added" | "passkey-removed" }>;

/** To the account's owner: somebody else may have used their browser. */
export function passkeyChanged({ kind, name, at }: Told): MailText {
  const added = kind === "passkey-added";
  return {
    subject: added ? "A passkey was added to your account" : "A passkey was removed from your account",
    paragraphs: [
      `The passkey “${name}” was ${added ? "added to" : "removed from"} your Latchkey account at ${moment(at)}.`,
      added
        ? "It signs in to all your organizations there, without a password."
        : "It no longer signs in anywhere. Browsers that it signed in stay signed in until you sign them out.",
    ],
    closing: [
      "If that was you, there is nothing to do. If not, sign in, remove what you do not know under User info › Security, sign out everywhere, and set a new password.",
    ],
  };
}
