import { saveLink } from "../../db/one-time-links.ts";
import { claimDueMail, type DueMail, markGivenUp, markSent } from "../../db/outbox.ts";
import type { LinkNotice } from "../domain/notices.ts";
import { generateLink, LINK_LIFE_MS, linkUrl } from "../domain/users/one-time-link.ts";
import { render } from "../emails/render.ts";
import type { Mailer } from "../emails/send.ts";
import type { Runtime } from "../verification/runtime.ts";

const MINUTE_MS = 60_000;

/** The waits between tries; after the last one the mail is given up. */
export const RETRY_DELAYS_MS = [1, 5, 30, 120, 480, 1440].map((minutes) => minutes * MINUTE_MS);
const MOST_TRIES = RETRY_DELAYS_MS.length + 1;
const MOST_AT_ONCE = 50;

type Ground = Pick<Runtime, "database" | "now" | "randomBytes"> & {
  send: Mailer;
  log: (event: string, facts: Record<string, string | number>) => void;
};

/** Sends what the outbox holds and is due. Each mail is sent at least once, or given up loudly. */
export async function deliverEmails(ground: Ground): Promise<void> {
  const due = await claimDueMail(ground.database, {
    now: ground.now(),
    limit: MOST_AT_ONCE,
    delaysMs: RETRY_DELAYS_MS,
  });
  for (const mail of due) await deliver(ground, mail);
}

async function deliver(ground: Ground, { id, recipient, notice, attempts }: DueMail): Promise<void> {
  try {
    const mail = await render(notice, (linkNotice) => newLink(ground, linkNotice));
    await ground.send(recipient, mail);
    await markSent(ground.database, id, ground.now());
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    if (attempts < MOST_TRIES) return ground.log("mail.failed", { id, attempts, reason });
    await markGivenUp(ground.database, id);
    ground.log("mail.given-up", { id, attempts, reason });
  }
}

/** Only its hash is kept, so a link is made when it is sent, and a further try makes a further one. */
async function newLink({ database, now, randomBytes }: Ground, notice: LinkNotice): Promise<string> {
  const { id, plain } = generateLink(randomBytes);
  const createdAt = now();
  await saveLink(database, {
    id,
    userId: notice.userId,
    organizationId: notice.kind === "invitation" ? notice.organizationId : null,
    purpose: notice.kind,
    hash: await plain.hash(),
    createdAt,
    expiresAt: createdAt + LINK_LIFE_MS[notice.kind],
  });
  return linkUrl(notice.origin, plain);
}
