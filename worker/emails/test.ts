import { moment } from "../domain/moment.ts";
import type { MailText } from "./mail-text.ts";

/** To somebody who asked for it with `npm run doctor`. */
export function test({ at }: { at: number }): MailText {
  return {
    subject: "Latchkey's mail arrives",
    paragraphs: [`This is the test message that was asked for at ${moment(at)}. There is nothing to do.`],
  };
}
