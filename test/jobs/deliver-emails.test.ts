import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { queueReset } from "../../db/mail/outbox.ts";
import { deliverEmails, RETRY_DELAYS_MS } from "../../worker/jobs/deliver-emails.ts";
import { withDemo } from "../world/in-workerd.ts";

const database = connect(env.DB);
const START = Date.parse("2026-11-22T12:00:00Z");

const RESUMED = {
  kind: "token-resumed",
  organization: "Northwind Labs",
  administrator: "Mara",
  token: { name: "CI", prefix: "lk_000000000000" },
  until: null,
};

type Sent = { recipient: string; text: string };

/** A mail service whose clock and failures the test controls. */
function postOffice() {
  const sent: Sent[] = [];
  const logged: string[] = [];
  const office = {
    now: START,
    open: true,
    hangs: null as string | null,
    refuses: null as Error | null,
    sent,
    logged,
    deliver: () =>
      deliverEmails({
        database,
        now: () => office.now,
        randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        log: (event) => logged.push(event),
        send: async (recipient, { text }) => {
          if (!office.open) throw new Error("no connection");
          if (office.refuses) throw office.refuses;
          if (office.hangs === recipient) await new Promise(() => {});
          sent.push({ recipient, text });
        },
      }),
  };
  return office;
}

async function queue(id: string): Promise<void> {
  const user = await env.DB.prepare("SELECT id FROM user WHERE email = 'member@northwind.example'").first<{
    id: string;
  }>();
  const notice = { kind: "password-reset", userId: user?.id ?? "", origin: "https://latchkey.test" } as const;
  await queueReset(database, { id, recipient: `${id}@x.example`, notice, at: START }, { since: 0, most: 9 });
}

beforeEach(async () => {
  await withDemo();
  await env.DB.batch([env.DB.prepare("DELETE FROM outbox"), env.DB.prepare("DELETE FROM one_time_link")]);
});

describe("delivering the outbox", () => {
  it("sends what is due once, and nothing that is not", async () => {
    const office = postOffice();
    await queue("out_a");
    await office.deliver();
    await office.deliver();
    expect(office.sent.map(({ recipient }) => recipient)).toEqual(["out_a@x.example"]);
  });

  it("shares the work: two deliveries at one moment send each mail once", async () => {
    const [one, other] = [postOffice(), postOffice()];
    for (const id of ["out_a", "out_b", "out_c"]) await queue(id);
    await Promise.all([one.deliver(), other.deliver()]);
    expect([...one.sent, ...other.sent].map(({ recipient }) => recipient).sort()).toEqual([
      "out_a@x.example",
      "out_b@x.example",
      "out_c@x.example",
    ]);
  });

  it("tries again after growing delays, and gives up loudly after the last", async () => {
    const office = postOffice();
    office.open = false;
    await queue("out_a");
    await office.deliver();
    for (const delay of RETRY_DELAYS_MS) {
      office.now += delay - 1;
      await office.deliver();
      const tries = office.logged.length;
      office.now += 1;
      await office.deliver();
      expect(office.logged.length).toBe(tries + 1);
    }
    expect(office.logged.at(-1)).toBe("mail.given-up");
    office.now += 365 * 24 * 60 * 60 * 1000;
    office.open = true;
    await office.deliver();
    expect(office.sent).toEqual([]);
    const row = await env.DB.prepare("SELECT sent_at, next_attempt_at, attempts FROM outbox").first();
    expect(row).toEqual({ sent_at: null, next_attempt_at: null, attempts: RETRY_DELAYS_MS.length + 1 });
  });

  it("sends what somebody waits for before all else", async () => {
    const office = postOffice();
    await env.DB.batch(
      Array.from({ length: 60 }, (_, nth) =>
        env.DB.prepare(
          `INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at) VALUES (?, ?, ?, 1, 1)`,
        ).bind(`out_${nth}`, `${nth}@x.example`, JSON.stringify(RESUMED)),
      ),
    );
    await queue("out_link");
    await office.deliver();
    expect(office.sent).toHaveLength(61);
    expect(office.sent.slice(0, 6).map(({ recipient }) => recipient)).toContain("out_link@x.example");
  });

  it("gives up a mail that hangs, and the others go out meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const office = postOffice();
    office.hangs = "out_a@x.example";
    for (const id of ["out_a", "out_b", "out_c"]) await queue(id);
    const delivering = office.deliver();
    await vi.waitFor(() => expect(office.sent).toHaveLength(2), { interval: 5 });
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await delivering;
    expect(office.logged).toEqual(["mail.failed"]);
    const row = await env.DB.prepare("SELECT problem FROM outbox WHERE id = 'out_a'").first();
    expect(row).toEqual({ problem: "E_NO_ANSWER" });
  });

  it("keeps why the mail service did not take it, by its code", async () => {
    const office = postOffice();
    office.refuses = Object.assign(new Error("a@x.example is not allowed"), {
      code: "E_RECIPIENT_NOT_ALLOWED",
    });
    await queue("out_a");
    await office.deliver();
    const row = await env.DB.prepare("SELECT problem FROM outbox WHERE id = 'out_a'").first();
    expect(row).toEqual({ problem: "E_RECIPIENT_NOT_ALLOWED" });
  });

  it("recovers once the post office opens again", async () => {
    const office = postOffice();
    office.open = false;
    await queue("out_a");
    await office.deliver();
    office.open = true;
    office.now += RETRY_DELAYS_MS[0] as number;
    await office.deliver();
    expect(office.sent).toHaveLength(1);
  });

  it("keeps no link in the database: only the hash of the one that was sent", async () => {
    const office = postOffice();
    await queue("out_a");
    await office.deliver();
    const link = /set-password#(\w{44})/.exec(office.sent[0]?.text ?? "")?.[1] as string;
    const dump = JSON.stringify([
      (await env.DB.prepare("SELECT * FROM outbox").all()).results,
      (await env.DB.prepare("SELECT * FROM one_time_link").all()).results,
    ]);
    expect(link).toHaveLength(44);
    expect(dump).not.toContain(link.slice(12));
  });
});
