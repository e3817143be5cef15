import type { LinkNotice, Notice } from "../domain/notices.ts";
import { databaseRestored } from "./database-restored.ts";
import { invitation } from "./invitation.ts";
import { asHtml, asText, type MailText, oneLine } from "./mail-text.ts";
import { passwordReset } from "./password-reset.ts";
import { tokenSuspended } from "./token-suspended.ts";
import { tokensRevoked } from "./tokens-revoked.ts";

export type RenderedMail = { subject: string; text: string; html: string };

/** Where a notice leads, and whether a password is set there or only asked for. */
export type Link = { url: string; setsPassword: boolean };

/** Makes the link of a notice that carries one; called at the moment of sending. */
export type LinkMaker = (notice: LinkNotice) => Promise<Link>;

/** The words of a notice, as text and as simple HTML. */
export async function render(notice: Notice, newLink: LinkMaker): Promise<RenderedMail> {
  const mail = await words(notice, newLink);
  return { subject: oneLine(mail.subject), text: asText(mail), html: asHtml(mail) };
}

async function words(notice: Notice, newLink: LinkMaker): Promise<MailText> {
  switch (notice.kind) {
    case "tokens-revoked":
      return tokensRevoked(notice);
    case "token-suspended":
    case "token-resumed":
      return tokenSuspended(notice);
    case "invitation":
      return invitation(notice, await newLink(notice));
    case "password-reset":
      return passwordReset((await newLink(notice)).url);
    case "database-restored":
      return databaseRestored(notice);
  }
}
