import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { expiriesToTell } from "../../db/mail/expiry-notices.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import type { Notice } from "../../worker/domain/notices.ts";
import { dayOf, expiryNoticeDue } from "../../worker/domain/tokens/expiry-notice.ts";
import { tellExpiries } from "../../worker/jobs/tell-expiries.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens, NTH } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

type Told = Extract<Notice, { kind: "tokens-expiring" }>;

const NOON = Date.parse("2026-11-22T12:00:00Z");
const MADE = NOON - 100 * DAY_MS;
const inDays = (days: number) => NOON + days * DAY_MS;

const runAt = (at: number) =>
  tellExpiries({ ...isolate().cronRuntime(), origin: "https://keys.example", now: () => at });

async function mailTo(recipient: string | null): Promise<Told[]> {
  const found = await rows<{ notice: string }>(
    "SELECT notice FROM outbox WHERE recipient = ? ORDER BY created_at",
    recipient,
  );
  return found.map(({ notice }) => JSON.parse(notice));
}

const names = (mail: Told | undefined) => mail?.tokens.map(({ name }) => name).toSorted();

test("a person is told of all their tokens in one mail a day, of each threshold once", async () => {
  const { member } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "In 30", createdAt: MADE, expiresAt: inDays(30) })
    .withToken({
      name: "In 7",
      createdAt: MADE,
      expiresAt: inDays(7),
      used: { at: NOON - 1, use: { method: "GET", path: "/reports" } },
    })
    .withToken({ name: "In 31", createdAt: MADE, expiresAt: inDays(31) })
    .withToken({ name: "Never", createdAt: MADE })
    .written();
  await Promise.all([runAt(NOON), runAt(NOON)]);
  await runAt(NOON + DAY_MS / 12);
  const [mail, ...others] = await mailTo(member.user.email);
  expect([names(mail), others]).toEqual([["In 30", "In 7"], []]);
  expect(mail?.tokens.find(({ name }) => name === "In 7")).toMatchObject({
    lastUsedAt: NOON - 1,
    lastUsed: { method: "GET", path: "/reports" },
    serviceUser: null,
  });
  await runAt(inDays(1));
  await runAt(inDays(2));
  expect((await mailTo(member.user.email)).map(names)).toEqual([["In 30", "In 7"], ["In 31"]]);
});

test("what becomes due after today's mail was sent is told tomorrow", async () => {
  const { member } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "First", createdAt: MADE, expiresAt: inDays(7) })
    .written();
  await runAt(NOON);
  await rows("UPDATE outbox SET attempts = 1 WHERE recipient = ?", member.user.email);
  const owner = { organizationId: member.organizationId, userId: member.user.id };
  await rows(
    ...manyTokens(owner, {
      prefix: "aftr",
      howMany: 1,
      name: "Second",
      createdAt: NOON,
      expiresAt: inDays(7),
    }),
  );
  await runAt(NOON + DAY_MS / 24);
  expect((await mailTo(member.user.email)).map(names)).toEqual([["First"]]);
  await runAt(inDays(1));
  expect((await mailTo(member.user.email)).map(names)).toEqual([["First"], ["Second"]]);
});

test("of a service user its contact is told, else the superusers are; of who is deactivated nobody", async () => {
  const expiring = { createdAt: MADE, expiresAt: inDays(1) };
  const { members } = await scenario()
    .withOrganization()
    .withMember({ kind: "service", name: "with-contact", contact: "ops@northwind.example" })
    .withToken({ name: "Of contact", ...expiring })
    .withMember({ kind: "service", name: "without" })
    .withToken({ name: "Of nobody", ...expiring })
    .withMember({ role: "superuser" })
    .withToken({ name: "Own", ...expiring })
    .withMember({ deactivatedAt: 1 })
    .withToken({ name: "Gone", ...expiring })
    .written();
  await runAt(NOON);
  expect((await mailTo("ops@northwind.example")).map(names)).toEqual([["Of contact"]]);
  expect((await mailTo(members[2]?.user.email ?? null)).map(names)).toEqual([["Of nobody", "Own"]]);
  expect((await mailTo("ops@northwind.example"))[0]?.tokens[0]?.serviceUser?.mayOpen).toBe(false);
  const toSuperuser = (await mailTo(members[2]?.user.email ?? null))[0]?.tokens;
  expect(toSuperuser?.find(({ name }) => name === "Of nobody")?.serviceUser?.mayOpen).toBe(true);
  expect(await mailTo(members[3]?.user.email ?? null)).toEqual([]);
  expect(await expiriesToTell(connect(env.DB), dayOf(NOON), null, 9)).toEqual([]);
});

test("a contact who is a superuser may open what the mail links to, until they are deactivated", async () => {
  const { members } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser" })
    .withMember({ kind: "service", name: "looked-after" })
    .withToken({ name: "Looked after", createdAt: MADE, expiresAt: inDays(7) })
    .written();
  const [superuser, service] = members.map(({ user }) => user);
  const address = superuser?.email ?? null;
  await rows("UPDATE membership SET contact = ? WHERE user_id = ?", address, service?.id ?? null);
  const mayOpen = async () => (await mailTo(address)).map(({ tokens }) => tokens[0]?.serviceUser?.mayOpen);
  await runAt(NOON);
  expect(await mayOpen()).toEqual([true]);
  await rows("UPDATE membership SET deactivated_at = 1 WHERE user_id = ?", superuser?.id ?? null);
  await runAt(inDays(6));
  expect(await mayOpen()).toEqual([true, false]);
});

test("another expiry is told anew, the same day is not", async () => {
  const { member, token } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "Moved", createdAt: MADE, expiresAt: inDays(7) })
    .written();
  await runAt(NOON);
  await rows("UPDATE token SET expires_at = expires_at + 60000 WHERE id = ?", token.row.id);
  await runAt(inDays(1));
  expect(await mailTo(member.user.email)).toHaveLength(1);
  await rows("UPDATE token SET expires_at = ? WHERE id = ?", inDays(9), token.row.id);
  await runAt(inDays(2));
  expect(await mailTo(member.user.email)).toHaveLength(2);
});

test("thousands that expire on one day are told in pieces, each of them once", async () => {
  const { members } = await scenario()
    .withOrganization()
    .withMember()
    .withMember()
    .withMember()
    .withMember()
    .written();
  for (const [nth, { organizationId, userId }] of members.map(
    ({ organizationId, user }, at) => [at, { organizationId, userId: user.id }] as const,
  )) {
    await rows(
      ...manyTokens(
        { organizationId, userId },
        { prefix: `man${nth}`, howMany: 700, createdAt: MADE, expiresAt: inDays(14) },
      ),
    );
  }
  await runAt(NOON);
  for (const { user } of members) {
    const [mail, ...others] = await mailTo(user.email);
    expect([mail?.tokens.length, mail?.others, others]).toEqual([500, 200, []]);
  }
  expect(await count("token WHERE id LIKE 'man%' AND expiry_notice = 14")).toBe(2_800);
});

test("of very many owners some are told by each run, until all are, each once", async () => {
  const of = scenario().withOrganization();
  for (let nth = 0; nth < 400; nth++) {
    of.withMember({ email: `owner${nth}@northwind.example` }).withToken({
      createdAt: MADE,
      expiresAt: inDays(7),
    });
  }
  await of.written();
  const told = () => rows("SELECT recipient FROM outbox WHERE recipient LIKE 'owner%' ORDER BY recipient");
  await runAt(NOON);
  const first = await told();
  expect(first.length).toBeGreaterThan(250);
  expect(first.length).toBeLessThan(400);
  await runAt(NOON + 60_000);
  const all = await told();
  expect(all).toHaveLength(400);
  expect(new Set(all.map(({ recipient }) => recipient)).size).toBe(400);
  await runAt(NOON + 120_000);
  expect(await told()).toEqual(all);
});

test("very many whose mail of the day was sent hold up nobody behind them", async () => {
  const { organization, member } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ createdAt: MADE, expiresAt: inDays(7) })
    .written();
  const { id } = organization;
  const [many, contact] = [450, "printf('held%d@northwind.example', n)"];
  await rows(
    `INSERT INTO user (id, kind, created_at) ${NTH} SELECT printf('usr_held%08d', n), 'service', 0 FROM nth`,
    many,
  );
  await rows(
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at, contact)
      ${NTH} SELECT ?2, printf('usr_held%08d', n), 'held', 'member', '[]', '[]', 0, ${contact} FROM nth`,
    many,
    id,
  );
  await rows(
    `INSERT INTO outbox (id, recipient, notice, organization_id, created_at, attempts)
      ${NTH} SELECT printf('out_held%08d', n), ${contact}, '{"kind":"tokens-expiring"}', ?2, ?3, 1 FROM nth`,
    many,
    id,
    NOON,
  );
  const first = { organizationId: id, userId: "usr_held00000001" };
  await rows(...manyTokens(first, { prefix: "held", howMany: many, createdAt: MADE, expiresAt: inDays(6) }));
  await rows("UPDATE token SET user_id = replace(id, 'held', 'usr_held') WHERE id LIKE 'held%'");
  await runAt(NOON);
  expect(await mailTo(member.user.email)).toHaveLength(1);
  expect(await count("token WHERE id LIKE 'held%' AND expiry_notice IS NOT NULL")).toBe(0);
});

test("the index finds what the rule says is due", async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  const owner = { organizationId: member.organizationId, userId: member.user.id };
  await rows(...manyTokens(owner, { prefix: "rule", howMany: 2_000, createdAt: MADE, expiresAt: NOON }));
  await rows(
    `UPDATE token SET created_at = ?1 - abs(random() % (120 * 86400000)), expires_at = ?1 + random() % (40 * 86400000),
       rotated_at = iif(seq % 3 = 0, ?1 - abs(random() % (60 * 86400000)), NULL) WHERE id LIKE 'rule%'`,
    NOON,
  );
  await rows(
    "UPDATE token SET expiry_notice = (json('[null,30,14,7,1,-1]') ->> (seq % 6)) WHERE id LIKE 'rule%'",
  );
  const all = await rows<{
    id: string;
    createdAt: number;
    rotatedAt: number | null;
    expiresAt: number;
    expiryNotice: number | null;
  }>(
    `SELECT id, created_at AS createdAt, rotated_at AS rotatedAt, expires_at AS expiresAt, expiry_notice AS expiryNotice
     FROM token WHERE id LIKE 'rule%'`,
  );
  const due = all.filter((token) => expiryNoticeDue(token, NOON) !== null).map(({ id }) => id);
  const found = await expiriesToTell(connect(env.DB), dayOf(NOON), null, 5_000);
  expect(
    found
      .map(({ id }) => id)
      .filter((id) => id.startsWith("rule"))
      .toSorted(),
  ).toEqual(due.toSorted());
  expect(due.length).toBeGreaterThan(100);
});
