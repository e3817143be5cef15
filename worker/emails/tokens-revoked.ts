import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type TokensRevoked = Extract<Notice, { kind: "tokens-revoked" }>;

/** To the owner, when somebody else ended their tokens. */
export function tokensRevoked({ administrator, ...notice }: TokensRevoked): MailText {
  return administrator === null ? byHolder(notice) : byAdministrator({ ...notice, administrator });
}

/** It may have been the owner: ending a token that one holds asks for no name. */
function byHolder({ organization, named }: Omit<TokensRevoked, "administrator">): MailText {
  return {
    subject: `An API token of yours at ${organization} was revoked`,
    paragraphs: [
      `Somebody who held this API token of yours at ${organization} revoked it. Whatever still uses it is refused from now on.`,
    ],
    list: named.map(inWords),
    closing: [
      "If that was you, or a program of yours, all is well. If not, the token was known to somebody else: find out where it could be read before you generate a new one.",
    ],
  };
}

function byAdministrator(notice: Omit<TokensRevoked, "administrator"> & { administrator: string }): MailText {
  const { organization, administrator, sessions, apiTokens, named } = notice;
  const what = [counted(apiTokens, "API token"), counted(sessions, "session")].filter(Boolean).join(" and ");
  const unnamed = apiTokens - named.length;
  return {
    subject: `${administrator} ended ${what} of yours at ${organization}`,
    paragraphs: [
      `${administrator}, an administrator of ${organization}, ended ${what} of yours. Whatever still uses ${apiTokens + sessions === 1 ? "it" : "them"} is refused from now on.`,
    ],
    list: [...named.map(inWords), ...(unnamed > 0 ? [`and ${counted(unnamed, "more API token")}`] : [])],
    closing: [
      "If you still need access, talk to your administrator, or sign in and generate a new API token.",
    ],
  };
}

function inWords({ name, prefix, purpose }: TokensRevoked["named"][number]): string {
  return purpose ? `${name} (${prefix}): ${purpose}` : `${name} (${prefix})`;
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
