import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { saveLink } from "../../db/sign-in/one-time-links.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { generateLink } from "../../worker/domain/users/one-time-link.ts";
import { isolate } from "../factories/isolate.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { pointInTime } from "../factories/time-travel.ts";
import { watchedDatabase } from "../factories/watched.ts";
import { origin } from "../world/in-workerd.ts";

type Isolate = ReturnType<typeof isolate>;

const statusOf = async (here: Isolate, text: string) => (await here.bearer(text).fetch("/api/v1/me")).status;
const healthOf = async (here: Isolate) => (await here.anonymous().fetch("/healthz")).json();

async function revoke(here: Isolate, text: string): Promise<void> {
  await here.bearer(text).fetch("/api/v1/tokens/current", { method: "DELETE" });
  await here.settled();
}

/** Runs Cron a minute after the last run. */
async function nextRun(cron: Isolate): Promise<void> {
  vi.advanceTimersByTime(MINUTE_MS);
  await cron.everyMinute();
  await cron.settled();
}

let said: unknown[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Each test begins with a database that was never put back.
  await env.DB.batch(["database_restore", "fence"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  await env.TOMBSTONES.delete("fence");
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => said.push(JSON.parse(String(line)).event));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("what a restore brought back is ended again, a new fence set, and Master Admins told", async () => {
  const { tokens, organization, members } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin" })
    .withMember()
    .withToken({ name: "revoked" })
    .withToken({ name: "older" })
    .withToken({ name: "good" })
    .written();
  const [revoked, older, good] = tokens as [(typeof tokens)[0], (typeof tokens)[0], (typeof tokens)[0]];
  const link = generateLink(randomBytes);
  await saveLink(connect(env.DB), {
    id: link.id,
    userId: members[1]?.user.id ?? "",
    organizationId: null,
    purpose: "password-reset",
    hash: await link.plain.hash(),
    createdAt: Date.now(),
    expiresAt: Date.now() + 60 * MINUTE_MS,
  });
  const [here, cron] = [isolate(), isolate()];
  const putBack = await pointInTime();
  await revoke(isolate(), revoked.text);
  // An older form of tombstone, without the facts that a list of them needs.
  await revoke(isolate(), older.text);
  await env.TOMBSTONES.put(older.hash.toHex(), JSON.stringify({ at: Date.now(), by: "administrator" }));
  const setPassword = (password: string) =>
    here
      .anonymous({ origin, "sec-fetch-site": "same-origin" })
      .rpc.session.setPassword.mutate({ link: link.plain.reveal(), password });
  await setPassword("a long enough passphrase");
  await here.settled();
  await putBack();

  await expect(setPassword("quite another passphrase")).rejects.toThrow("This link was used already");
  expect(await healthOf(here)).toEqual({
    status: "ok",
    version: expect.any(String),
    schema: expect.any(Number),
  });
  await nextRun(cron);
  expect(said).toContain("restore.noticed");
  expect(await healthOf(here)).toMatchObject({ status: "ok", restore: "noticed" });
  for (let run = 0; run < 2; run++) await nextRun(cron);

  expect(said).toContain("restore.mended");
  expect(await healthOf(here)).toEqual({
    status: "ok",
    version: expect.any(String),
    schema: expect.any(Number),
  });
  for (const { id } of [revoked, older]) expect(await count("token WHERE id = ?", id)).toBe(0);
  expect(await count("one_time_link WHERE id = ?", link.id)).toBe(0);
  const activities = await rows<{ detail: string; token_id: string }>(
    "SELECT token_id, detail FROM activity WHERE organization_id = ? AND detail ->> 'again'",
    organization.id,
  );
  expect(activities.map(({ token_id, detail }) => [token_id, JSON.parse(detail).by]).toSorted()).toEqual(
    [
      [revoked.id, "owner"],
      [older.id, "administrator"],
    ].toSorted(),
  );
  const mail = await rows<{ notice: string }>(
    "SELECT notice FROM outbox WHERE recipient = ?",
    members[0]?.user.email,
  );
  expect(mail.map(({ notice }) => JSON.parse(notice))).toEqual([
    {
      kind: "database-restored",
      organization: organization.name,
      from: null,
      to: expect.any(Number),
      revokedAgain: 2,
    },
  ]);
  const [fence] = await rows<{ id: string }>("SELECT id FROM fence ORDER BY rowid DESC LIMIT 1");
  expect(await env.TOMBSTONES.get("fence", "json")).toMatchObject({ id: fence?.id });

  // Two minutes later a verification costs as much as before, and nothing is mended twice.
  for (const there of [here, cron, isolate()]) {
    // The first answer still concerns the previously known fence.
    for (let minute = 0; minute < 3; minute++) {
      vi.advanceTimersByTime(MINUTE_MS);
      for (let call = 0; call < 2; call++) expect(await statusOf(there, good.text)).toBe(200);
    }
    expect(there.runtime.fence.isRestored).toBe(false);
    expect(await statusOf(there, revoked.text)).toBe(401);
  }
  await nextRun(cron);
  expect(await count("database_restore")).toBe(1);
  expect(await count("outbox WHERE notice ->> 'kind' = 'database-restored'")).toBe(1);
});

test("an isolate whose KV still shows the lost fence does not take it for another restore", async () => {
  const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
  const [revoked, good] = tokens as [(typeof tokens)[0], (typeof tokens)[0]];
  const [here, cron] = [isolate(), isolate()];
  await nextRun(cron);
  const putBack = await pointInTime();
  await revoke(here, revoked.text);
  await putBack();
  const before = await count("database_restore");
  expect(await statusOf(here, good.text)).toBe(200);
  await here.settled();
  for (let run = 0; run < 2; run++) await nextRun(cron);
  expect(said).toContain("restore.mended");
  const copy = await env.TOMBSTONES.get("fence");
  expect(await statusOf(here, good.text)).toBe(200);
  await here.settled();
  expect(await count("database_restore")).toBe(before + 1);
  expect(await env.TOMBSTONES.get("fence")).toBe(copy);
});

test("the earlier secret of a token in rotation, once it had ended, ends again; the present one stays", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  await env.DB.prepare("UPDATE token SET self_rotation = 1 WHERE id = ?").bind(token.id).run();
  const [here, cron] = [isolate(), isolate()];
  const answer = await here.bearer(token.text).post("/api/v1/tokens/current/rotate", {});
  const { token: present } = (await answer.json()) as { token: string };
  await here.settled();
  const putBack = await pointInTime();
  expect(await statusOf(here, present)).toBe(200);
  await here.settled();
  await putBack();

  for (let run = 0; run < 3; run++) await nextRun(cron);
  expect(said).toContain("restore.mended");
  for (const there of [cron, isolate()]) {
    expect(await statusOf(there, token.text)).toBe(401);
    expect(await statusOf(there, present)).toBe(200);
  }
});

test("a further restore to the same moment is mended too, also where every isolate knows of the first", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const cron = isolate();
  const putBack = await pointInTime();
  await revoke(isolate(), token.text);
  for (let time = 0; time < 2; time++) {
    await putBack();
    await nextRun(cron);
    expect(await count("database_restore WHERE mended_at IS NULL")).toBe(1);
  }
  for (let run = 0; run < 2; run++) await nextRun(cron);
  expect(said).toContain("restore.mended");
  expect(await count("token WHERE id = ?", token.id)).toBe(0);
});

test("a restore to a moment when an earlier one was half mended is mended from the beginning", async () => {
  const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
  const [first, later] = tokens as [(typeof tokens)[0], (typeof tokens)[0]];
  const cron = isolate();
  const putBack = await pointInTime();
  await revoke(isolate(), first.text);
  await putBack();
  await nextRun(cron);
  // The first piece of the tombstones has been read.
  await env.TOMBSTONES.put("f".repeat(64), "the last one");
  const { keys } = await env.TOMBSTONES.list();
  const half = await env.TOMBSTONES.list({ limit: keys.length - 1 });
  const cursor = half.list_complete ? null : half.cursor;
  await env.DB.prepare("UPDATE database_restore SET cursor = ?").bind(cursor).run();
  const putBackToHalf = await pointInTime();
  for (let run = 0; run < 2; run++) await nextRun(cron);
  expect(await count("database_restore WHERE mended_at IS NULL")).toBe(0);
  await revoke(isolate(), later.text);
  vi.advanceTimersByTime(10 * MINUTE_MS);

  await putBackToHalf();
  for (let run = 0; run < 3; run++) await nextRun(cron);
  expect(await count("database_restore WHERE mended_at IS NULL")).toBe(0);
  for (const { id, text } of tokens) {
    expect(await count("token WHERE id = ?", id)).toBe(0);
    expect(await statusOf(isolate(), text)).toBe(401);
  }
});

test("a further restore that is noticed while a piece is being mended starts the mending again", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const cron = isolate();
  const putBack = await pointInTime();
  await revoke(isolate(), token.text);
  await putBack();
  await nextRun(cron);
  let noticed = 0;
  const { database } = watchedDatabase(env.DB, async (sql) => {
    if (/UPDATE database_restore SET cursor/i.test(sql)) {
      noticed = Date.now();
      await env.DB.prepare("UPDATE database_restore SET noticed_at = ?").bind(noticed).run();
    }
  });
  await nextRun(isolate({ DB: database }));
  expect(noticed).toBeGreaterThan(0);
  expect(said).not.toContain("restore.mended");
  for (let run = 0; run < 2; run++) await nextRun(cron);
  expect(said).toContain("restore.mended");
});
