import { env } from "cloudflare:workers";
import { vi } from "vitest";

export type SentMail = { to: string; subject: string; text: string; html: string };

/** Catches the mail that this isolate's Worker sends from now on. */
export function catchMail(): SentMail[] {
  const caught: SentMail[] = [];
  vi.spyOn(env.EMAIL, "send").mockImplementation(async (mail: unknown) => {
    caught.push(mail as SentMail);
    return { messageId: `caught-${caught.length}` };
  });
  return caught;
}

/** The last part of a mail's one-time link. */
export function linkIn({ text }: SentMail): string {
  const link = /\/set-password#(\w+)/.exec(text)?.[1];
  if (!link) throw new Error("the mail holds no link");
  return link;
}
