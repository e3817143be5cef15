import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type Told<Kind extends Notice["kind"]> = Extract<Notice, { kind: Kind }>;

/** To all Master Admins, when one of them signs in past the required provider. */
export function breakGlass({ organization, member, how, clientAddress, at }: Told<"break-glass">): MailText {
  return {
    subject: `${member} signed in to ${organization} past the identity provider`,
    paragraphs: [
      `${member}, a Master Admin of ${organization}, signed in ${how} at ${new Date(at).toUTCString()}, from ${clientAddress}. The organization requires its identity provider. Only Master Admins can sign in another way, so that nobody is locked out.`,
    ],
    closing: ["If nobody knows of it, end that person's sessions and have them set a new password."],
  };
}

/** To all Master Admins, when the operator opened the other ways again. */
export function requiredOff({ organization, at }: Told<"provider-required-off">): MailText {
  return {
    subject: `${organization} no longer requires its identity provider`,
    paragraphs: [
      `Latchkey's operator switched the requirement off at ${new Date(at).toUTCString()}, with npm run admin -- break-glass. Everybody can sign in with a password or a passkey again.`,
    ],
    closing: ["A Master Admin can require it again on the page Sign-in."],
  };
}
