import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { batch, connect } from "../../../db/connect.ts";
import { beginPolicy, policiesDue } from "../../../db/policy/policy.ts";
import type { PolicyDue } from "../../../db/policy/policy-due.ts";
import { affectedBy } from "../../../db/policy/preview.ts";
import { policyPiece, TOKENS_AT_ONCE } from "../../../db/policy/sql.ts";
import { applyPolicies } from "../../../worker/change/apply-policies.ts";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { suspendIdle } from "../../../worker/jobs/suspend-idle.ts";
import { isolate } from "../../factories/isolate.ts";
import { manyTokens } from "../../factories/many-tokens.ts";
import { membersByEmail } from "../../factories/members.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { anonymous, signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

const NONE = { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: false };
const MANY = 10_000;

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];
let organizationId: string;

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
  organizationId = (await member.organization.home.query()).id;
});

let prefixes = 0;
const newPrefix = () => String(++prefixes).padStart(2, "0");
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe("a policy", () => {
  test("is there for every member to read, and for superusers to set", async () => {
    expect(await member.organization.policy.query()).toEqual(NONE);
    const policy = { maxLifetimeDays: 3650, maxIdleDays: null, exemptServiceUsers: true };
    expect(await refusalOf(member.organization.setPolicy.mutate(policy))).toMatchObject({
      reason: "role-too-low",
    });
    expect(await refusalOf(member.organization.previewPolicy.mutate(policy))).toMatchObject({
      reason: "role-too-low",
    });
    expect(await superuser.organization.setPolicy.mutate(policy)).toEqual(policy);
    expect(await member.organization.policy.query()).toEqual(policy);
    for (const maxLifetimeDays of [0, 3651, 1.5]) {
      const set = superuser.organization.setPolicy.mutate({ ...policy, maxLifetimeDays });
      expect(await refusalOf(set)).toMatchObject({ code: "BAD_REQUEST", reason: "policy-days-invalid" });
    }
  });

  test("bounds what is made and rotated, and gives the longest where nobody is asked", async () => {
    await superuser.organization.setPolicy.mutate({ ...NONE, maxLifetimeDays: 60, exemptServiceUsers: true });
    const beyond = { code: "BAD_REQUEST", reason: "expiry-beyond-policy", field: "expiresAt" };
    expect(await refusalOf(member.tokens.create.mutate({ name: "No end" }))).toEqual(beyond);
    expect(await refusalOf(member.tokens.create.mutate({ name: "Late", expiresAt: inDays(61) }))).toEqual(
      beyond,
    );
    const { id } = await member.tokens.create.mutate({ name: "Fits", expiresAt: inDays(59) });
    expect(await refusalOf(member.tokens.rotate.mutate({ id, expiresAt: inDays(61) }))).toEqual(beyond);
    expect(await refusalOf(member.tokens.edit.mutate({ id, expiresAt: null }))).toEqual(beyond);
    expect((await member.tokens.edit.mutate({ id, name: "Fits well" })).name).toBe("Fits well");
    await superuser.organization.setPolicy.mutate({ ...NONE, maxLifetimeDays: 40, exemptServiceUsers: true });
    const rotated = await member.tokens.rotate.mutate({ id });
    expect(Date.parse(rotated.expiresAt ?? "") - Date.now()).toBeLessThanOrEqual(40 * DAY_MS);
    const bot = await superuser.team.addServiceUser.mutate({ name: "bot", permissions: ["tokens.personal"] });
    await superuser.team.createToken.mutate({ userId: bot.id, name: "No end" });
    const answer = await anonymous().fetch("/api-token-auth", {
      method: "POST",
      body: new URLSearchParams({
        username: "member@northwind.example",
        password: "northwind demo passphrase",
      }),
    });
    expect(answer.status).toBe(200);
    const [made] = (await member.tokens.list.query({ limit: 1 })).items;
    expect(Math.round((Date.parse(made?.expiresAt ?? "") - Date.now()) / DAY_MS)).toBe(40);
    await superuser.organization.setPolicy.mutate(NONE);
  });

  test("does to ten thousand tokens what its preview says", async () => {
    const userId = ids.member;
    const now = Date.now();
    await rows(...manyTokens({ organizationId, userId }, { prefix: "poly", howMany: MANY, createdAt: now }));
    await rows(
      `UPDATE token SET created_at = ?1 - abs(random() % (200 * 86400000)),
         expires_at = iif(seq % 4 = 0, NULL, ?1 + random() % (200 * 86400000)),
         rotated_at = iif(seq % 5 = 0, ?1 - abs(random() % (90 * 86400000)), NULL) WHERE id LIKE 'poly%'`,
      now,
    );
    const policy = { maxLifetimeDays: 90, maxIdleDays: 60, exemptServiceUsers: false };
    const whole = await affectedBy(connect(env.DB), organizationId, policy, Date.now(), { most: 50_000 });
    const preview = await superuser.organization.previewPolicy.mutate(policy);
    expect(preview.items).toHaveLength(50);
    expect(preview.items.map(({ at }) => at)).toEqual(preview.items.map(({ at }) => at).toSorted());
    expect([preview.tokens, preview.members]).toEqual([whole.tokens, whole.members]);
    expect(preview.atLeast).toBe(false);
    const { database, trips } = watchedDatabase(env.DB);
    const part = await affectedBy(connect(database), organizationId, policy, Date.now(), {
      most: 50,
      lookedAt: 200,
    });
    expect(part).toMatchObject({ atLeast: true });
    expect(part.tokens).toBeLessThanOrEqual(402);
    expect(trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(10_000);
    const ends = "SELECT id, expires_at AS end FROM token WHERE kind = 'api' AND organization_id = ?";
    const before = new Map(
      (await rows<{ id: string; end: number | null }>(ends, organizationId)).map((row) => [row.id, row.end]),
    );
    await superuser.organization.setPolicy.mutate(policy);
    await applyPolicies({ database: connect(env.DB), now: Date.now });
    expect(await count("policy_due")).toBe(0);
    const after = await rows<{ id: string; end: number | null }>(ends, organizationId);
    const shortened = after.filter(({ id, end }) => end !== before.get(id));
    const said = new Map(
      whole.items.filter(({ effect }) => effect === "expires").map(({ id, at }) => [id, at]),
    );
    expect(shortened.length).toBeGreaterThan(1_000);
    expect(shortened.map(({ id }) => id).toSorted()).toEqual([...said.keys()].toSorted());
    for (const { id, end } of shortened)
      expect(Math.abs((end ?? 0) - (said.get(id) ?? 0))).toBeLessThan(60_000);

    const idle = whole.items.filter(({ effect }) => effect === "suspended").map(({ id }) => id);
    expect(idle.length).toBeGreaterThan(1_000);
    const at = (days: number) => ({
      ...isolate().cronRuntime(),
      origin: "https://keys.example",
      now: () => now + days * DAY_MS,
    });
    await suspendIdle(at(0));
    const told = await rows<{ id: string }>("SELECT id FROM token WHERE idle_notice_at IS NOT NULL");
    expect(told.map(({ id }) => id).toSorted()).toEqual(idle.toSorted());
    expect(await count("outbox WHERE notice ->> 'kind' = 'tokens-idle'")).toBeGreaterThan(0);
    expect(await count("token WHERE suspended_by = 'policy'")).toBe(0);
  });

  test.each([
    { maxLifetimeDays: 90, maxIdleDays: 60, exemptServiceUsers: true },
    { maxLifetimeDays: 30, maxIdleDays: 60, exemptServiceUsers: false },
    { maxLifetimeDays: null, maxIdleDays: 7, exemptServiceUsers: true },
    { maxLifetimeDays: 200, maxIdleDays: null, exemptServiceUsers: false },
  ])("does what its preview says, token by token, whoever holds them: %j", async (policy) => {
    const { organization, members } = await scenario()
      .withOrganization()
      .withMember()
      .withMember({ kind: "service" })
      .withMember()
      .withMember()
      .written();
    await rows("UPDATE token SET idle_notice_at = NULL");
    await rows("UPDATE organization SET max_idle_days = NULL");
    const [, , deactivated, over] = members.map(({ user }) => user.id);
    const now = Date.now();
    for (const [nth, { user }] of members.entries()) {
      const owner = { organizationId: organization.id, userId: user.id };
      await rows(...manyTokens(owner, { prefix: `w${nth}${newPrefix()}`, howMany: 60, createdAt: now }));
    }
    const of = "organization_id = ?1";
    await rows(
      `UPDATE token SET created_at = ?2 - abs(random() % 200) * 86400000,
         expires_at = iif(random() % 3 = 0, NULL, ?2 + (random() % 200) * 86400000 + 3600000),
         rotated_at = iif(random() % 5 = 0, ?2 - abs(random() % 90) * 86400000, NULL),
         resumed_at = iif(random() % 9 = 0, ?2 - abs(random() % 90) * 86400000, NULL) WHERE ${of}`,
      organization.id,
      now,
    );
    await rows(
      `UPDATE token SET suspended_at = 1, suspended_by = 'owner',
         suspended_until = iif(random() % 2 = 0, NULL, ?2 + (random() % 90) * 86400000 + 3600000) WHERE ${of} AND random() % 6 = 0`,
      organization.id,
      now,
    );
    await rows("UPDATE membership SET deactivated_at = 1 WHERE user_id = ?", deactivated);
    await rows(
      "UPDATE membership SET ended_through = (SELECT max(seq) FROM token WHERE user_id = ?1) WHERE user_id = ?1",
      over,
    );
    const database = connect(env.DB);
    const tokensWhere = (where: string) =>
      rows<{ id: string; at: number }>(
        `SELECT id, ${where.includes("policy") ? "suspended_at" : "expires_at"} AS at FROM token WHERE ${of} AND ${where} ORDER BY id`,
        organization.id,
      );
    const { items } = await affectedBy(database, organization.id, policy, now, { most: 10_000 });
    const said = (is: "expires" | "suspended") =>
      items
        .filter(({ effect }) => effect === is)
        .map(({ id, at }) => ({ id, at }))
        .sort((one, other) => (one.id < other.id ? -1 : 1));

    const before = new Map((await tokensWhere("TRUE")).map(({ id, at }) => [id, at]));
    const due = { ...policy, id: `pol_${newPrefix()}`, organizationId: organization.id, at: now, after: "" };
    await batch(database, beginPolicy(due));
    await applyPolicies({ database, now: Date.now });
    const shortened = (await tokensWhere("TRUE")).filter(({ id, at }) => at !== before.get(id));
    expect(shortened).toEqual(said("expires"));

    await rows(
      "UPDATE organization SET max_idle_days = ?, exempt_service_users = ? WHERE id = ?",
      policy.maxIdleDays,
      Number(policy.exemptServiceUsers),
      organization.id,
    );
    for (const at of [now, now + 7 * DAY_MS]) {
      const ground = { ...isolate().cronRuntime(), origin: "https://keys.example", now: () => at };
      for (let run = 0; run < 3; run++) await suspendIdle(ground);
    }
    expect(await tokensWhere("suspended_by = 'policy'")).toEqual(said("suspended"));
    const isOf = (userId: string | undefined) => items.some((item) => item.userId === userId);
    expect([isOf(deactivated), isOf(over)]).toEqual([false, false]);
    expect(isOf(members[1]?.user.id)).toBe(!policy.exemptServiceUsers);
    expect(items.length).toBeGreaterThan(10);
    await rows("UPDATE organization SET max_idle_days = NULL WHERE id = ?", organization.id);
    await rows("DELETE FROM token WHERE organization_id = ?", organization.id);
  });

  test("comes to tokens in pieces, and to none twice; a chosen expiry stays, and the next policy takes over", async () => {
    await superuser.organization.setPolicy.mutate(NONE);
    const database = connect(env.DB);
    const now = Date.now();
    const made = now - 200 * DAY_MS;
    const late = { prefix: "zzzz", howMany: 1, createdAt: made };
    await rows(...manyTokens({ organizationId, userId: ids.member }, late));
    await rows(
      "UPDATE token SET created_at = ?, expires_at = NULL, rotated_at = NULL WHERE id LIKE 'poly%'",
      made,
    );
    const due = { ...NONE, maxLifetimeDays: 90, id: "pol_a", organizationId, at: now, after: "" };
    const open = () => count("token WHERE id LIKE 'poly%' AND expires_at IS NULL");
    await batch(database, [...beginPolicy(due), ...policyPiece(due)]);
    const left = await open();
    expect(left).toBeGreaterThanOrEqual(MANY - TOKENS_AT_ONCE);
    expect(left).toBeLessThan(MANY);
    const chosen = now + 80 * DAY_MS;
    await member.tokens.edit.mutate({ id: "zzzz00000001", expiresAt: new Date(chosen).toISOString() });
    const [next] = await policiesDue(database, 1);
    await batch(database, policyPiece(next as PolicyDue));
    await batch(database, policyPiece(next as PolicyDue));
    expect(left - (await open())).toBeGreaterThan(0);
    expect(left - (await open())).toBeLessThanOrEqual(TOKENS_AT_ONCE);
    await applyPolicies({ database, now: Date.now });
    expect(await open()).toBe(0);
    expect(await count("policy_due")).toBe(0);
    expect(await count(`token WHERE id = 'zzzz00000001' AND expires_at = ${chosen}`)).toBe(1);

    await rows("UPDATE token SET expires_at = NULL WHERE id LIKE 'poly%'");
    await batch(database, beginPolicy({ ...due, id: "pol_b" }));
    const unreached = await open();
    await batch(database, beginPolicy({ ...due, id: "pol_c", maxLifetimeDays: null }));
    await applyPolicies({ database, now: Date.now });
    expect(await open()).toBe(unreached);
    await rows("DELETE FROM token WHERE id = 'zzzz00000001'");
    await superuser.organization.setPolicy.mutate(NONE);
  });

  test("suspends an idle token a week after the mail, unless it was used since", async () => {
    await rows("DELETE FROM token WHERE id LIKE 'poly%'");
    await superuser.organization.setPolicy.mutate({ ...NONE, maxIdleDays: 60 });
    const userId = ids.member;
    const now = Date.now() + DAY_MS;
    const make = (prefix: string) =>
      rows(...manyTokens({ organizationId, userId }, { prefix, howMany: 1, createdAt: now - 60 * DAY_MS }));
    await make("idle");
    await make("used");
    const run = (days: number) =>
      suspendIdle({
        ...isolate().cronRuntime(),
        origin: "https://keys.example",
        now: () => now + days * DAY_MS,
      });
    const suspended = () =>
      rows(
        "SELECT id, suspended_by AS 'by' FROM token WHERE suspended_by = 'policy' AND id GLOB '*00000001'",
      );
    await run(0);
    await run(6.9);
    expect(await suspended()).toEqual([]);
    await rows(
      "UPDATE token SET last_used_at = ?, last_used_method = 'GET', last_used_path = '/' WHERE id LIKE 'used%'",
      now + DAY_MS,
    );
    await run(7);
    await run(7);
    expect(await suspended()).toEqual([{ id: "idle00000001", by: "policy" }]);
    expect(await count("activity WHERE action = 'token.suspended' AND token_id = 'idle00000001'")).toBe(1);
    expect(await count("token WHERE id LIKE 'used%' AND idle_notice_at IS NULL")).toBe(1);
    await superuser.organization.setPolicy.mutate(NONE);
  });
});
