import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type Told = Extract<Notice, { kind: "token-suspended" | "token-resumed" }>;

/** To the owner, when an administrator suspended or resumed one of their tokens. */
export function tokenSuspended({ kind, organization, administrator, token, until }: Told): MailText {
  const suspended = kind === "token-suspended";
  const how =
    until === null
      ? "Whatever still uses it is refused until an administrator resumes it."
      : `Whatever still uses it is refused until ${new Date(until).toUTCString()}; then it works again.`;
  return {
    subject: `${administrator} ${suspended ? "suspended" : "resumed"} an API token of yours at ${organization}`,
    paragraphs: [
      `${administrator}, an administrator of ${organization}, ${suspended ? "suspended" : "resumed"} this API token of yours. ${suspended ? how : "It works again."}`,
    ],
    list: [`${token.name} (${token.prefix})`],
    closing: ["If you have questions, talk to your administrator."],
  };
}
