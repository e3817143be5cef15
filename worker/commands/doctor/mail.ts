import { insertMail } from "../../../db/commit.ts";
import { lastSentMail, problemsOfMail, waitingMail } from "../../../db/deployment/mail.ts";
import { asText } from "../../../db/literals.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import type { CommandPlace } from "../d1/place.ts";
import { ago, type Finding, unwell, well } from "./finding.ts";

const PART = "mail";
const LATE_MS = 15 * 60_000;
/** As in wrangler.toml, if nobody has set another. */
const NOBODYS_SENDER = /@example\.com>?$/;

/** What waits, what could not be delivered and why; queues a test message on request. */
export async function examineMail(
  place: CommandPlace,
  now: number,
  testTo: string | undefined,
): Promise<Finding> {
  const { database, vars, local } = place;
  if (!local && NOBODYS_SENDER.test(vars.MAIL_FROM ?? "")) {
    return unwell(
      PART,
      "No mail is sent: MAIL_FROM is an example.",
      'Set it under "vars" in .latchkey.json to an address of a domain that you have onboarded for Email Sending, and npm run deploy.',
    );
  }
  const queued = testTo === undefined ? "" : await queueTest(place, testTo, now);
  const problems = await database.query<{ problem: string; n: number }>(asText(problemsOfMail()));
  if (problems.length > 0) {
    return unwell(
      PART,
      `Not delivered: ${problems.map(({ n, problem }) => `${n} with ${problem}`).join(", ")}.${queued}`,
      "The code is the mail service's: the domain has to be onboarded for Email Sending (Email Routing reaches verified addresses only). Then: npm run admin -- send-mail-again.",
    );
  }
  const [waiting] = await database.query<{ n: number; since: number | null }>(asText(waitingMail(now)));
  if (!local && waiting?.since && waiting.since < now - LATE_MS) {
    return unwell(
      PART,
      `${waiting.n} mails wait since ${ago(waiting.since, now)}.`,
      "Cron sends them: look above whether it runs.",
    );
  }
  const [sent] = await database.query<{ at: number | null }>(asText(lastSentMail()));
  return well(
    PART,
    `${sent?.at ? `The last one was sent ${ago(sent.at, now)}.` : "None was sent yet."}${queued}`,
  );
}

async function queueTest({ database }: CommandPlace, to: string, at: number): Promise<string> {
  const address = emailSchema.safeParse(to);
  if (!address.success) throw new Error(`${to} is no e-mail address.`);
  await database.run([
    asText(insertMail({ recipient: address.data, notice: { kind: "test", at } }, null, at)),
  ]);
  return ` A test message to ${address.data} leaves within a minute: if it does not arrive, run this again.`;
}
