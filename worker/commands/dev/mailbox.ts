import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSentMail, type SentMail } from "./sent-mail.ts";

/** Returns a function that writes new mail into files of the folder. */
export function openMailbox(origin: string, folder: string): () => Promise<void> {
  const known = new Set<string>();
  return async () => {
    const fresh = await readSentMail(origin, known);
    for (const mail of fresh.reverse()) {
      console.log(`Mail to ${mail.to.join(", ")}, "${mail.subject}": ${keep(mail, folder)}`);
      known.add(mail.messageId);
    }
  };
}

function keep(mail: SentMail, folder: string): string {
  const name = [mail.sentAt, mail.to[0], mail.messageId.slice(1, 9)].join("_").replace(/[^\w@.+-]/g, "-");
  const path = join(folder, `${name}.eml`);
  mkdirSync(folder, { recursive: true });
  // Mail holds one-time links: only its owner may read it, and it is never visible half-written.
  writeFileSync(`${path}.part`, mail.raw ?? message(mail), { mode: 0o600 });
  renameSync(`${path}.part`, path);
  return path;
}

function message(mail: SentMail): string {
  const boundary = "latchkey-local-mail";
  const part = (type: string, body: string | undefined) =>
    body === undefined
      ? []
      : [
          `--${boundary}`,
          `Content-Type: ${type}; charset=utf-8`,
          "Content-Transfer-Encoding: 8bit",
          "",
          body,
        ];
  return [
    `From: ${mail.from}`,
    `To: ${mail.to.join(", ")}`,
    `Subject: ${mail.subject}`,
    `Date: ${new Date(mail.sentAt).toUTCString()}`,
    `Message-ID: ${mail.messageId}`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...part("text/plain", mail.text),
    ...part("text/html", mail.html),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}
