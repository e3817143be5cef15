import type { LinkNotice, Notice } from "../domain/notices.ts";
import { alarm } from "./alarm.ts";
import { breakGlass, requiredOff } from "./break-glass.ts";
import { databaseRestored } from "./database-restored.ts";
import { invitation } from "./invitation.ts";
import { asHtml, asText, type MailText, oneLine } from "./mail-text.ts";
import { passkeyChanged } from "./passkey-changed.ts";
import { passwordReset } from "./password-reset.ts";
import { test } from "./test.ts";
import { tokenSuspended } from "./token-suspended.ts";
import { tokensExpiring } from "./tokens-expiring.ts";
import { tokensIdle } from "./tokens-idle.ts";
import { tokensRevoked } from "./tokens-revoked.ts";

export type RenderedMail = { subject: string; text: string; html: string };

/** The address of a notice's link, and whether it sets a password or asks for one. */
export type Link = { url: string; setsPassword: boolean };

/** Makes the link of a notice; called when the mail is sent. */
export type LinkMaker = (notice: LinkNotice) => Promise<Link>;

/** A notice as text and as simple HTML, at this moment (ms UTC). */
export async function render(notice: Notice, newLink: LinkMaker, now: number): Promise<RenderedMail> {
  const mail = await words(notice, newLink, now);
  return { subject: oneLine(mail.subject), text: asText(mail), html: asHtml(mail) };
}

async function words(notice: Notice, newLink: LinkMaker, now: number): Promise<MailText> {
  switch (notice.kind) {
    case "tokens-revoked":
      return tokensRevoked(notice);
    case "token-suspended":
    case "token-resumed":
      return tokenSuspended(notice);
    case "tokens-expiring":
      return tokensExpiring(notice, now);
    case "tokens-idle":
      return tokensIdle(notice);
    case "invitation":
      return invitation(notice, await newLink(notice));
    case "passkey-added":
    case "passkey-removed":
      return passkeyChanged(notice);
    case "password-reset":
      return passwordReset((await newLink(notice)).url);
    case "database-restored":
      return databaseRestored(notice);
    case "break-glass":
      return breakGlass(notice);
    case "provider-required-off":
      return requiredOff(notice);
    case "alarm":
      return alarm(notice);
    case "test":
      return test(notice);
  }
}
