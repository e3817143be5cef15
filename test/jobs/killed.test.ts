import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { batch, connect } from "../../db/connect.ts";
import { beginPolicy } from "../../db/policy/policy.ts";
import { endAllNow, openEnding } from "../../db/tokens/endings.ts";
import { gather } from "../../db/uses/gather.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { newIdentifier } from "../../worker/domain/identifiers.ts";
import { jobs } from "../../worker/jobs/schedule.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const LATER = NOON + 20 * 60_000;
const day = (nth: number) => NOON + nth * DAY_MS;
const POLICY = { maxLifetimeDays: 300, maxIdleDays: 60, exemptServiceUsers: false };

type Jobs = ReturnType<typeof jobs>[string];
const ALL: Jobs = Object.assign({}, ...Object.values(jobs(async () => {})));

/** The jobs that have work in `organizationWithWork`. */
const CHANGING = [
  "removeEndedRows",
  "applyPolicies",
  "endEarlierSecrets",
  "tellExpiries",
  "settleUses",
  "removeExpired",
  "suspendIdle",
];

/**
 * Runs a job in a separate isolate, which is killed when it is about to ask D1 for the nth time; returns whether it
 * was. So everything that it asked before was done, and nothing after.
 */
async function run(job: Jobs[string], at: number, killedAt?: number): Promise<boolean> {
  let asked = 0;
  const { database } = watchedDatabase(env.DB, () => {
    if (killedAt !== undefined && ++asked >= killedAt) throw new Error("killed");
  });
  const { cronRuntime, settled } = isolate({ DB: database });
  const running = job({ ...cronRuntime(), origin: "https://keys.example", now: () => at });
  if (killedAt === undefined) await running;
  else await running.catch(() => {});
  await settled();
  return killedAt !== undefined && asked >= killedAt;
}

/** Removes the work of earlier tests. */
async function clearAway(): Promise<void> {
  for (const table of ["token", "ending", "policy_due", "outbox", "tombstone_due"])
    await rows(`DELETE FROM ${table}`);
  await rows("UPDATE organization SET max_idle_days = NULL");
}

/** The only organization with work, for every job. */
async function organizationWithWork(): Promise<string> {
  await clearAway();
  const old = { createdAt: day(-200) };
  const { organization, members, tokens } = await scenario()
    .withOrganization()
    .withMember({ name: "Mei" })
    .withToken({ name: "In 7 days", createdAt: day(-20), expiresAt: day(7) })
    .withToken({ name: "In 30 days", createdAt: day(-20), expiresAt: day(30) })
    .withToken({ name: "Idle", ...old })
    .withToken({ name: "Idle, told", ...old })
    .withToken({ name: "Used since it was told", ...old })
    .withToken({ name: "Long over", createdAt: day(-300), expiresAt: day(-91) })
    .withToken({ name: "In rotation", createdAt: day(-9) })
    .withToken({ name: "On a sheet", createdAt: day(-9) })
    .withSession({ createdAt: day(-31), expiresAt: day(-1) })
    .withMember({ name: "Sam", role: "superuser" })
    .withToken({ name: "Sam's idle one", ...old })
    .withToken({ name: "Sam's, tomorrow", createdAt: day(-20), expiresAt: day(1) })
    .withMember({ name: "bot", kind: "service" })
    .withToken({ name: "bot's, in 7 days", createdAt: day(-20), expiresAt: day(7) })
    .withToken({ name: "bot's idle one", ...old })
    .withMember({ name: "Gone" })
    .withToken({ name: "Gone's first", createdAt: day(-9) })
    .withToken({ name: "Gone's second", createdAt: day(-9) })
    .written();
  const id = (name: string) => tokens.find((token) => token.name === name)?.id ?? "";
  const database = connect(env.DB);
  const gone = { organizationId: organization.id, userId: members[3]?.user.id ?? "" };
  const actor = { id: members[1]?.user.id ?? "", name: "Sam" };
  await rows(
    "UPDATE organization SET max_lifetime_days = ?, max_idle_days = ? WHERE id = ?",
    POLICY.maxLifetimeDays,
    POLICY.maxIdleDays,
    organization.id,
  );
  await rows("UPDATE token SET idle_notice_at = ? WHERE id = ?", day(-8), id("Idle, told"));
  await rows(
    "UPDATE token SET idle_notice_at = ?1, resumed_at = ?1 + 1 WHERE id = ?2",
    day(-8),
    id("Used since it was told"),
  );
  await rows(
    "UPDATE token SET hash_earlier = randomblob(32), earlier_ends_at = ? WHERE id = ?",
    day(-1),
    id("In rotation"),
  );
  await gather(database, {
    uses: [{ id: id("On a sheet"), at: day(-1), use: { method: "GET", path: "/reports" } }],
  });
  await batch(database, [
    endAllNow(gone, { at: day(-1), by: "administrator", deactivates: true }, undefined),
    openEnding(gone, { by: "administrator", actor, at: day(-1), removesMember: true }),
  ]);
  const due = { ...POLICY, id: newIdentifier("policy", randomBytes), organizationId: organization.id };
  const [, opening] = beginPolicy({ ...due, at: day(-1), after: "" });
  await batch(database, opening ? [opening] : []);
  return organization.id;
}

/** Everything that jobs change, by names, so that two organizations with the same work can be compared. */
async function stateOf(organizationId: string) {
  const of = (sql: string) => rows(sql, organizationId);
  return {
    tokens:
      await of(`SELECT kind, name, expires_at, suspended_at, suspended_by, idle_notice_at, expiry_notice,
      hash_earlier IS NULL AS one_secret, earlier_ends_at, use_marked_at, sorted_used_at, sorted_usage
      FROM token WHERE organization_id = ? ORDER BY name`),
    mail: await of(`SELECT coalesce(name, recipient) AS recipient, notice ->> 'kind' AS kind, outbox.created_at, next_attempt_at,
      (SELECT json_group_array(name) FROM (SELECT value ->> 'name' AS name FROM json_each(notice -> 'tokens') ORDER BY name)) AS tokens
      FROM outbox LEFT JOIN user ON user.email = recipient
        LEFT JOIN membership ON membership.user_id = user.id
      WHERE outbox.organization_id = ? ORDER BY kind, recipient, tokens`),
    activity: await of(`SELECT action, actor_name, subject_name, token_name, detail, at FROM activity
      WHERE organization_id = ? ORDER BY action, token_name`),
    members: await of("SELECT name, deactivated_at FROM membership WHERE organization_id = ? ORDER BY name"),
    walks: await of("SELECT begun_at, used_at, token_id FROM idle_walk WHERE organization_id = ?"),
    endings: await of("SELECT by, at, removes_member FROM ending WHERE organization_id = ?"),
    policies: await of("SELECT after FROM policy_due WHERE organization_id = ?"),
    tombstonesLeft: await count("tombstone_due"),
  };
}

/** Finishes the work as Cron does: if a job was killed before it told KV, another job tells KV. */
async function goOn(job: Jobs[string]): Promise<void> {
  for (const at of [NOON, LATER]) await run(job, at);
  await run(ALL.publishDueTombstones as Jobs[string], LATER);
}

test.each(CHANGING)("%s does what it does once, wherever it is killed", async (name) => {
  const job = ALL[name] as Jobs[string];
  const reference = await organizationWithWork();
  const before = await stateOf(reference);
  await goOn(job);
  const undisturbed = await stateOf(reference);
  expect(undisturbed).not.toEqual(before);
  for (let nth = 1, isKilled = true; isKilled; nth++) {
    const organizationId = await organizationWithWork();
    isKilled = await run(job, NOON, nth);
    if (nth === 1) expect(isKilled).toBe(true);
    await goOn(job);
    expect({ nth, state: await stateOf(organizationId) }).toEqual({ nth, state: undisturbed });
  }
});

test("of very many that expire on one day each is told once, in bounded pieces, wherever Cron is killed", async () => {
  await clearAway();
  const { members } = await scenario().withOrganization().withMember().withMember().withMember().written();
  for (const [nth, { organizationId, user }] of members.entries()) {
    const terms = { prefix: `kil${nth}`, howMany: 200, createdAt: day(-20), expiresAt: day(7) };
    await rows(...manyTokens({ organizationId, userId: user.id }, terms));
  }
  const job = ALL.tellExpiries as Jobs[string];
  const addresses = members.map(({ user }) => user.email);
  for (let nth = 1, isKilled = true; isKilled; nth++) {
    await rows("UPDATE token SET expiry_notice = NULL WHERE id LIKE 'kil%'");
    await rows("DELETE FROM outbox");
    isKilled = await run(job, NOON, nth);
    // Cron misses the rest of that day, and runs twice on the next.
    await Promise.all([run(job, day(1)), run(job, day(1))]);
    const mails = await rows<{ recipient: string; named: string }>(
      "SELECT recipient, (SELECT json_group_array(value ->> 'id') FROM json_each(notice -> 'tokens')) AS named FROM outbox",
    );
    const named = mails.flatMap((mail) => JSON.parse(mail.named) as string[]);
    expect([nth, named.length, new Set(named).size]).toEqual([nth, 600, 600]);
    expect(mails.filter(({ recipient }) => !addresses.includes(recipient))).toEqual([]);
  }
});
