import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { clientNetwork } from "../../../worker/domain/client-network.ts";
import { ATTEMPT_LIMITS } from "../../../worker/procedures/session/take-attempt.ts";
import { withIdentityProvider } from "../../factories/identity-provider.ts";
import { isolate } from "../../factories/isolate.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

const { anonymous, settled } = isolate();
const { forgotPassword } = anonymous({ origin }).rpc.session;

async function ask(email: string) {
  const answer = await forgotPassword.mutate({ email });
  await settled();
  return answer;
}

async function somebody(options: Parameters<ReturnType<typeof scenario>["withMember"]>[0] = {}) {
  const { member, organization } = await scenario().withOrganization().withMember(options).written();
  return { email: member.user.email ?? "", user: member.user, organization };
}

const mailTo = (email: string) => count("outbox WHERE recipient = ?", email);

test("known and unknown addresses are answered alike, and only the known gets mail", async () => {
  const { email, user } = await somebody();
  const before = await count("outbox");
  for (const asked of [` ${email.toUpperCase()}`, "nobody@northwind.example", "not an address"])
    expect(await ask(asked)).toEqual({ sent: true });
  expect(await count("outbox")).toBe(before + 1);
  const [mail] = await rows<{ notice: string }>("SELECT notice FROM outbox WHERE recipient = ?", email);
  expect(JSON.parse(mail?.notice ?? "")).toEqual({ kind: "password-reset", userId: user.id, origin });
});

test("the address is looked up when the answer is out, so that its time tells nothing", async () => {
  const { email } = await somebody();
  const events: string[] = [];
  const { database } = watchedDatabase(env.DB, () => void events.push("asked D1"));
  const here = isolate({ DB: database });
  await here.anonymous({ origin }).post("/trpc/session.forgotPassword", { email });
  events.push("answered");
  await here.settled();
  expect(events.indexOf("answered")).toBe(0);
  expect(await mailTo(email)).toBe(1);
});

test("nobody's mailbox is flooded: three mails an hour", async () => {
  const { email } = await somebody();
  for (let nth = 0; nth < 6; nth++) await ask(email);
  expect(await mailTo(email)).toBe(3);
  await rows("UPDATE outbox SET created_at = created_at - 3600000 WHERE recipient = ?", email);
  await ask(email);
  expect(await mailTo(email)).toBe(4);
});

test("one client causes a bounded number of mails, whomever they are for; others are not held up", async () => {
  const { windowMs, ofOneClient } = ATTEMPT_LIMITS;
  const spraying = anonymous({ origin, "cf-connecting-ip": "2001:db8:1:2::1" });
  const neighbour = anonymous({ origin, "cf-connecting-ip": "2001:db8:1:2::ffff" });
  const other = anonymous({ origin, "cf-connecting-ip": "2001:db8:1:3::1" });
  const { email } = await somebody();
  await spraying.rpc.session.forgotPassword.mutate({ email });
  await settled();
  expect(await mailTo(email)).toBe(1);
  await rows(
    `INSERT INTO sign_in_attempt (id, email, client_address, at)
      WITH RECURSIVE nth(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < ?1 - 1)
      SELECT 'link-' || n, '', ?2, ?3 FROM nth`,
    ofOneClient,
    clientNetwork("2001:db8:1:2::1"),
    Date.now(),
  );
  expect(await neighbour.rpc.session.forgotPassword.mutate({ email })).toEqual({ sent: true });
  await settled();
  expect(await mailTo(email)).toBe(1);
  const wrong = neighbour.rpc.session.signIn.mutate({ email, password: "wrong" });
  expect(await refusalOf(wrong)).toMatchObject({ reason: "credentials-wrong" });
  await other.rpc.session.forgotPassword.mutate({ email });
  await settled();
  expect(await mailTo(email)).toBe(2);
  await rows("UPDATE sign_in_attempt SET at = at - ? WHERE email = ''", windowMs);
  await neighbour.rpc.session.forgotPassword.mutate({ email });
  await settled();
  expect(await mailTo(email)).toBe(3);
});

test("no password is set that would open nothing", async () => {
  const { email: deactivated } = await somebody({ deactivatedAt: 1 });
  const { email: elsewhere, organization } = await somebody();
  await withIdentityProvider(organization.id, { required: true });
  for (const email of [deactivated, elsewhere]) {
    expect(await ask(email)).toEqual({ sent: true });
    expect(await mailTo(email)).toBe(0);
  }
});

test("what is no text, or endless, is refused", async () => {
  for (const email of [7 as unknown as string, "x".repeat(1001)])
    expect(await refusalOf(forgotPassword.mutate({ email }))).toEqual({
      code: "BAD_REQUEST",
      reason: "email-invalid",
      field: "email",
    });
});
