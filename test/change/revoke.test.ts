import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SYSTEM } from "../../worker/change/authorize.ts";
import { publishDueTombstones } from "../../worker/change/publish-tombstones.ts";
import { revoke } from "../../worker/change/revoke.ts";
import { isolate } from "../factories/isolate.ts";
import { NTH } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase, watchedKv } from "../factories/watched.ts";

const THIRTY_DAYS_S = 30 * 24 * 60 * 60;
const TEN_MINUTES_MS = 10 * 60 * 1000;
const withTokens = () =>
  scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "one" })
    .withToken({ name: "two" })
    .withSession()
    .written();
type Written = Awaited<ReturnType<typeof withTokens>>;

const ending = ({ member, organization }: Written, more: object = {}) => ({
  authority: SYSTEM,
  selection: { organizationId: organization.id, userId: member.user.id },
  by: "administrator" as const,
  actor: { id: "usr_000000000000", name: "Mara Lindqvist" },
  at: Date.now(),
  notify: { organization: organization.name, administrator: "Mara Lindqvist", tokenPrefix: "lk" },
  ...more,
});
const activitiesOf = ({ organization }: Written) =>
  rows<{ action: string; token_name: string; detail: string }>(
    "SELECT action, token_name, detail FROM activity WHERE organization_id = ? ORDER BY token_name",
    organization.id,
  );
const dueOf = (id: string) => count("tombstone_due WHERE token_id = ?", id);

afterEach(() => env.DB.prepare("DROP TRIGGER IF EXISTS fault").run());

test("rows, activity, mail and what is due for KV are one trip to D1", async () => {
  const written = await withTokens();
  const { database, trips } = watchedDatabase(env.DB);
  const here = isolate({ DB: database });
  const ended = await revoke(here.runtime, ending(written));
  const tripsUntilAnswer = trips.length;
  expect(ended).toHaveLength(3);
  expect(tripsUntilAnswer).toBe(1);
  expect(await count("token WHERE user_id = ?", written.member.user.id)).toBe(0);
  expect((await activitiesOf(written)).map((entry) => [entry.token_name, JSON.parse(entry.detail)])).toEqual([
    ["", { kind: "session", by: "administrator" }],
    ["one", { kind: "api", by: "administrator" }],
    ["two", { kind: "api", by: "administrator" }],
  ]);
  await here.settled();
});

test("the owner gets one mail, which names the API tokens and no secret", async () => {
  const written = await withTokens();
  const here = isolate();
  await revoke(here.runtime, ending(written));
  const mail = await rows<{ notice: string }>(
    "SELECT notice FROM outbox WHERE recipient = ?",
    written.member.user.email,
  );
  expect(mail).toHaveLength(1);
  const notice = JSON.parse(mail[0]?.notice ?? "");
  expect(notice).toMatchObject({
    kind: "tokens-revoked",
    sessions: 1,
    apiTokens: 2,
    administrator: "Mara Lindqvist",
  });
  expect(notice.named.map((token: { name: string }) => token.name).toSorted()).toEqual(["one", "two"]);
  for (const { prefix } of notice.named) expect(prefix).toMatch(/^lk_[0-9A-Za-z]{12}$/);
  for (const { text } of written.tokens) expect(mail[0]?.notice).not.toContain(text.slice(-38));
  await here.settled();
});

test("each of many owners gets a mail, for which their tokens are read once and not once for each of them", async () => {
  const of = scenario().withOrganization();
  for (let nth = 0; nth < 60; nth++) of.withMember().withToken({ createdAt: 1 }).withToken({ createdAt: 2 });
  const { organization, tokens, members } = await of.written();
  const { database, trips } = watchedDatabase(env.DB);
  const here = isolate({ DB: database });
  const ids = tokens.map(({ id }) => id);
  await revoke(here.runtime, {
    authority: SYSTEM,
    selection: { organizationId: organization.id, kind: "api", ids },
    by: "administrator",
    actor: null,
    at: Date.now(),
    notify: { organization: organization.name, administrator: null, tokenPrefix: "lk" },
  });
  expect(trips[0]?.rowsRead).toBeLessThan(60 * 100);
  const mail = await rows<{ recipient: string; named: string }>(
    `SELECT recipient, (SELECT json_group_array(value ->> 'prefix') FROM json_each(notice -> 'named')) AS named
      FROM outbox WHERE organization_id = ?`,
    organization.id,
  );
  const newestFirst = members.map(({ user }, nth) => ({
    recipient: user.email,
    named: JSON.stringify([ids[2 * nth + 1], ids[2 * nth]].map((id) => `lk_${id}`)),
  }));
  expect(new Set(mail.map((one) => JSON.stringify(one)))).toEqual(
    new Set(newestFirst.map((one) => JSON.stringify(one))),
  );
  await here.settled();
});

test.each(["token", "activity", "outbox", "tombstone_due"])(
  "a failure at the %s: nothing of it happened",
  async (table) => {
    const written = await withTokens();
    const event = table === "token" ? "DELETE" : "INSERT";
    await env.DB.prepare(
      `CREATE TRIGGER fault BEFORE ${event} ON "${table}" BEGIN SELECT RAISE(ABORT, 'injected'); END`,
    ).run();
    const here = isolate();
    await expect(revoke(here.runtime, ending(written))).rejects.toThrow("injected");
    expect(await count("token WHERE user_id = ?", written.member.user.id)).toBe(3);
    expect(await activitiesOf(written)).toEqual([]);
    expect(await count("outbox WHERE recipient = ?", written.member.user.email)).toBe(0);
    for (const { id } of written.tokens) expect(await dueOf(id)).toBe(0);
    expect((await here.bearer(written.token.text).fetch("/api/v1/me")).status).toBe(200);
  },
);

test("of calls at one moment, in several isolates, one ends it: one activity, one mail", async () => {
  const written = await withTokens();
  const isolates = Array.from({ length: 8 }, () => isolate());
  const ended = await Promise.all(isolates.map(({ runtime }) => revoke(runtime, ending(written))));
  expect(ended.filter(({ length }) => length > 0)).toHaveLength(1);
  expect(await activitiesOf(written)).toHaveLength(3);
  expect(await count("outbox WHERE recipient = ?", written.member.user.email)).toBe(1);
  for (const here of isolates) await here.settled();
});

test("a selection of nothing writes nothing", async () => {
  const written = await withTokens();
  const here = isolate();
  const selection = { organizationId: "org_000000000000", userId: written.member.user.id };
  expect(await revoke(here.runtime, ending(written, { selection }))).toEqual([]);
  expect(await activitiesOf(written)).toEqual([]);
});

describe("the tombstone", () => {
  test("is in KV under the hash, says when and by whom, and outlives D1's 30 days", async () => {
    const written = await withTokens();
    const { tombstones, writes } = watchedKv(env.TOMBSTONES);
    const here = isolate({ TOMBSTONES: tombstones });
    const at = Date.now();
    await revoke(here.runtime, ending(written, { at }));
    await here.settled();
    // One fence covers them all.
    expect(writes.map(({ key }) => key).toSorted()).toEqual(
      [...written.tokens.map(({ hash }) => hash.toHex()), "fence"].toSorted(),
    );
    expect(writes.at(-1)?.key).toBe("fence");
    for (const { key, value, options } of writes.slice(0, -1)) {
      const { expirationTtl, metadata } = options as KVNamespacePutOptions;
      const id = written.tokens.find(({ hash }) => hash.toHex() === key)?.id;
      expect(JSON.parse(value)).toEqual({ at, by: "administrator" });
      expect(metadata).toEqual({ id, at, by: "administrator" });
      expect(expirationTtl).toBeGreaterThan(THIRTY_DAYS_S);
    }
    for (const { id } of written.tokens) expect(await dueOf(id)).toBe(0);
  });

  test("stays due while KV is down, and Cron publishes it later", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const written = await withTokens();
    const put = () => Promise.reject(new Error("KV PUT failed: 500"));
    const here = isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put }).tombstones });
    await revoke(here.runtime, ending(written));
    await here.settled();
    await here.everyMinute();
    const hash = written.token.hash.toHex();
    expect(await dueOf(written.token.id)).toBe(1);
    expect(await env.TOMBSTONES.get(hash)).toBeNull();

    await isolate().everyMinute();
    expect(await dueOf(written.token.id)).toBe(0);
    expect(JSON.parse((await env.TOMBSTONES.get(hash)) ?? "")).toMatchObject({ by: "administrator" });
    await isolate().everyMinute();
  });

  test("is told by KV for some where it takes only some: the others stay due", async () => {
    const written = await withTokens();
    let puts = 0;
    const put = () => (++puts === 2 ? Promise.reject(new Error("KV PUT failed: 429")) : Promise.resolve());
    const here = isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put }).tombstones });
    await revoke(here.runtime, ending(written));
    await here.settled();
    const due = await Promise.all(written.tokens.map(({ id }) => dueOf(id)));
    expect(due.toSorted()).toEqual([0, 0, 1]);
  });

  test("is published also where the Worker was ended right after its answer", async () => {
    const written = await withTokens();
    const never = () => new Promise<void>(() => {});
    await revoke(
      isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put: never }).tombstones }).runtime,
      ending(written),
    );
    expect(await dueOf(written.token.id)).toBe(1);
    await isolate().everyMinute();
    expect(await env.TOMBSTONES.get(written.token.hash.toHex())).not.toBeNull();
  });

  test("of a great many is published by one run of Cron, before one fence", async () => {
    await rows(
      `INSERT INTO tombstone_due (token_id, hash, revoked_at, by)
        ${NTH} SELECT printf('due_%08d', n), randomblob(32), n, 'owner' FROM nth`,
      3_000,
    );
    const { tombstones, writes } = watchedKv(env.TOMBSTONES, { put: async () => {} });
    const fences = await count("fence");
    await isolate({ TOMBSTONES: tombstones }).everyMinute();
    expect(await count("tombstone_due")).toBe(0);
    expect(writes.filter(({ key }) => key !== "fence")).toHaveLength(3_000);
    expect(await count("fence")).toBe(fences + 1);
  });

  test("is taken by one run of Cron, and by the next where that one never ended", async () => {
    const written = await withTokens();
    const never = () => new Promise<void>(() => {});
    const hanging = isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put: never }).tombstones });
    await revoke(hanging.runtime, ending(written));
    void publishDueTombstones(hanging.runtime);
    await expect.poll(() => count("tombstone_due WHERE claimed_until > 0")).toBe(3);

    const { tombstones, writes } = watchedKv(env.TOMBSTONES);
    const { runtime } = isolate({ TOMBSTONES: tombstones });
    await publishDueTombstones(runtime);
    expect(writes).toEqual([]);
    await publishDueTombstones({ ...runtime, now: () => Date.now() + TEN_MINUTES_MS });
    expect(writes).toHaveLength(4);
    expect(await dueOf(written.token.id)).toBe(0);
  });
});
