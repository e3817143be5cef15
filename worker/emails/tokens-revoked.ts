import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

/** To the owner, when an administrator ended their tokens. */
export function tokensRevoked(notice: Extract<Notice, { kind: "tokens-revoked" }>): MailText {
  const { organization, administrator, sessions, apiTokens, named } = notice;
  const what = [counted(apiTokens, "API token"), counted(sessions, "session")].filter(Boolean).join(" and ");
  const unnamed = apiTokens - named.length;
  return {
    subject: `${administrator} ended ${what} of yours at ${organization}`,
    paragraphs: [
      `${administrator}, an administrator of ${organization}, ended ${what} of yours. Whatever still uses ${apiTokens + sessions === 1 ? "it" : "them"} is refused from now on.`,
    ],
    list: [
      ...named.map(({ name, prefix }) => `${name} (${prefix})`),
      ...(unnamed > 0 ? [`and ${counted(unnamed, "more API token")}`] : []),
    ],
    closing: [
      "If you still need access, talk to your administrator, or sign in and generate a new API token.",
    ],
  };
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
