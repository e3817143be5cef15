import type { SendEmail } from "@cloudflare/workers-types";
import type { RenderedMail } from "./render.ts";

export type Mailer = (recipient: string, mail: RenderedMail) => Promise<void>;

/** Sends through the `send_email` binding. Rejects if the mail is not taken. */
export function mailer(binding: SendEmail, from: string): Mailer {
  return async (recipient, { subject, text, html }) => {
    await binding.send({ from, to: recipient, subject, text, html });
  };
}
