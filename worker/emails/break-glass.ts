import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type Told<Kind extends Notice["kind"]> = Extract<Notice, { kind: Kind }>;

/** To all Master Admins, whenever one of them comes in past the provider that is required. */
export function breakGlass({ organization, member, how, clientAddress, at }: Told<"break-glass">): MailText {
  return {
    subject: `${member} came into ${organization} past the identity provider`,
    paragraphs: [
      `${member}, a Master Admin of ${organization}, came in ${how} at ${new Date(at).toUTCString()}, from ${clientAddress}. The organization requires its identity provider; Master Admins alone can come in otherwise, so that nobody is locked out.`,
    ],
    closing: ["If nobody knows of it, end that person's sessions, and set their password anew."],
  };
}

/** To all Master Admins, when whoever runs Latchkey opened the other ways again. */
export function requiredOff({ organization, at }: Told<"provider-required-off">): MailText {
  return {
    subject: `${organization} does not require its identity provider any more`,
    paragraphs: [
      `Whoever runs Latchkey switched it off at ${new Date(at).toUTCString()}, by npm run admin -- break-glass. Everybody can sign in with a password or a passkey again.`,
    ],
    closing: ["A Master Admin can require it again on the page Sign-in."],
  };
}
