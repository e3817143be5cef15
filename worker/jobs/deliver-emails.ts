import { claimDueMail, type DueMail, markGivenUp, markSent, noteProblem } from "../../db/mail/outbox.ts";
import { findMember } from "../../db/members/memberships.ts";
import { hasAnyPassword } from "../../db/members/users.ts";
import { saveLink } from "../../db/sign-in/one-time-links.ts";
import { sideBySide } from "../change/side-by-side.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import type { LinkNotice } from "../domain/notices.ts";
import { generateLink, LINK_LIFE_MS, linkUrl } from "../domain/users/one-time-link.ts";
import { type Link, render } from "../emails/render.ts";
import type { Mailer } from "../emails/send.ts";
import type { Ground as Jobs } from "./ground.ts";

/** The waits between tries; after the last one the mail is given up. */
export const RETRY_DELAYS_MS = [1, 5, 30, 120, 480, 1440].map((minutes) => minutes * MINUTE_MS);
const MOST_TRIES = RETRY_DELAYS_MS.length + 1;
const MOST_AT_ONCE = 20;

/** Mails are sent side by side, so that one that hangs delays few. */
const SIDE_BY_SIDE = 6;

/** How long the service may take; after that the mail counts as not taken. */
const PATIENCE_MS = 10_000;

/** An invocation's subrequests are shared with the other jobs: 10,000 mails take 25 runs. */
const MOST_A_RUN = 400;

/** How long one run sends due mail; the next one starts meanwhile and takes other mail. */
const BUDGET_MS = 100_000;

type Ground = Pick<Jobs, "database" | "now" | "randomBytes"> & {
  send: Mailer;
  log: (event: string, facts: Record<string, string | number>) => void;
};

/**
 * Sends due mail of the outbox; mail that somebody waits for (a link) goes first. Each mail is sent at least once, or
 * given up with a log line.
 */
export async function deliverEmails(ground: Ground, mayAskMore = () => true): Promise<void> {
  const until = ground.now() + BUDGET_MS;
  let [due, claimed]: [DueMail[], number] = [[], 0];
  do {
    due = await claimDueMail(ground.database, {
      now: ground.now(),
      limit: MOST_AT_ONCE,
      delaysMs: RETRY_DELAYS_MS,
    });
    claimed += due.length;
    await sideBySide(due, SIDE_BY_SIDE, (mail) => deliver(ground, mail));
  } while (due.length === MOST_AT_ONCE && claimed < MOST_A_RUN && ground.now() < until && mayAskMore());
}

async function deliver(ground: Ground, { id, recipient, notice, attempts }: DueMail): Promise<void> {
  try {
    if (notice.kind === "invitation" && !(await findMember(ground.database, notice))) {
      await markGivenUp(ground.database, id);
      return ground.log("mail.withdrawn", { id });
    }
    const mail = await render(notice, (linkNotice) => linkOf(ground, linkNotice), ground.now());
    await inTime(ground.send(recipient, mail));
    await markSent(ground.database, id, ground.now());
  } catch (error) {
    const problem = problemOf(error);
    await noteProblem(ground.database, id, problem);
    if (attempts < MOST_TRIES) return ground.log("mail.failed", { id, attempts, problem });
    await markGivenUp(ground.database, id);
    ground.log("mail.given-up", { id, attempts, problem });
  }
}

async function inTime(sending: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), PATIENCE_MS);
  });
  try {
    await Promise.race([sending, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

class NoAnswer extends Error {
  readonly code = "E_NO_ANSWER";
}

/** The service's own code (`E_…`), which names the fault and nobody's address; otherwise the kind of error. */
function problemOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
  return error instanceof Error ? error.name : "unknown";
}

/** A user with a password is sent to sign in: an organization's mail never resets a password. */
async function linkOf(ground: Ground, notice: LinkNotice): Promise<Link> {
  if (notice.kind === "invitation" && (await hasAnyPassword(ground.database, notice.userId))) {
    const url = `${notice.origin}/sign-in?${new URLSearchParams({ organization: notice.organizationId })}`;
    return { url, setsPassword: false };
  }
  return { url: await newLink(ground, notice), setsPassword: true };
}

/** Only its hash is stored, so each try makes a new link when it sends. */
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
