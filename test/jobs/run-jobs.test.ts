import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { recordRun } from "../../db/cron-runs.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { raiseAlarms } from "../../worker/jobs/raise-alarms.ts";
import { runJobs } from "../../worker/jobs/run-jobs.ts";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const NOON = Date.parse("2026-11-28T12:00:00Z");
const database = connect(env.DB);
const PUBLIC_ORIGIN = "https://tokens.example.com";
const at = (now: number) => ({ ...isolate({ PUBLIC_ORIGIN }).cronRuntime(), database, now: () => now });

beforeEach(async () => {
  await env.DB.batch(["outbox", "cron_run"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

test("one job that fails stops no other, and is noted with the run", async () => {
  const done = vi.fn(async () => {});
  const log = vi.fn();
  const broken = async () => {
    throw new Error("no such thing");
  };
  await runJobs(
    at(NOON),
    "* * * * *",
    { "* * * * *": { broken, done }, "0 0 * * *": { never: broken } },
    log,
  );
  expect(done).toHaveBeenCalledOnce();
  expect(log).toHaveBeenCalledExactlyOnceWith("job broken", expect.any(Error));
  expect(await rows("SELECT * FROM cron_run")).toEqual([
    { cron: "* * * * *", at: NOON, failed_at: NOON, failed_job: "broken" },
  ]);
  await runJobs(at(NOON + MINUTE_MS), "* * * * *", { "* * * * *": { done } }, log);
  expect(await rows("SELECT at, failed_at FROM cron_run")).toEqual([
    { at: NOON + MINUTE_MS, failed_at: NOON },
  ]);
});

const alarms = () =>
  rows<{ recipient: string; what: string }>(
    "SELECT recipient, notice ->> 'what' AS what FROM outbox WHERE notice ->> 'kind' = 'alarm'",
  );

test("that Cron stood still is written to every Master Admin, once a week, and to nobody else", async () => {
  const { members } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin" })
    .withMember({ role: "superuser" })
    .withMember({ role: "master_admin", deactivatedAt: NOON })
    .written();
  const email = members[0]?.user.email;
  const standsSince = (ms: number) => recordRun(database, { cron: "* * * * *", at: ms, failedJob: null });
  await raiseAlarms(at(NOON));
  await standsSince(NOON - 14 * MINUTE_MS);
  await raiseAlarms(at(NOON));
  expect(await alarms()).toEqual([]);
  await standsSince(NOON - 16 * MINUTE_MS);
  await raiseAlarms({
    ...at(NOON),
    settings: { ...at(NOON).settings, publicOrigin: "http://localhost:8787" },
  });
  expect(await alarms()).toEqual([]);
  await raiseAlarms(at(NOON));
  await raiseAlarms(at(NOON + MINUTE_MS));
  expect(await alarms()).toContainEqual({ recipient: email, what: "cron-stood" });
  expect(new Set((await alarms()).map(({ recipient }) => recipient)).size).toBe((await alarms()).length);
  for (const { user } of members.slice(1)) {
    expect(await alarms()).not.toContainEqual({ recipient: user.email, what: "cron-stood" });
  }
});

test("that no mail leaves is told, once it was tried; that some does not is no alarm", async () => {
  await scenario().withOrganization().withMember({ role: "master_admin" }).written();
  const mail = (id: string, attempts: number, sentAt: number | null) =>
    env.DB.prepare(
      "INSERT INTO outbox (id, recipient, notice, problem, attempts, created_at, next_attempt_at, sent_at) VALUES (?, 'x@x.example', '{}', 'E_SENDER', ?, 1, 2, ?)",
    )
      .bind(id, attempts, sentAt)
      .run();
  for (const nth of [1, 2, 3]) await mail(`out_${nth}`, 1, null);
  await raiseAlarms(at(NOON));
  expect(await alarms()).toEqual([]);
  await env.DB.prepare("UPDATE outbox SET attempts = 3").run();
  await raiseAlarms(at(NOON + 30 * MINUTE_MS));
  expect(await alarms()).toEqual([]);
  await raiseAlarms(at(NOON));
  expect((await alarms())[0]?.what).toBe("mail-stuck");
  await env.DB.prepare("DELETE FROM outbox WHERE notice ->> 'kind' = 'alarm'").run();
  await mail("out_4", 1, NOON);
  await raiseAlarms(at(NOON));
  expect(await alarms()).toEqual([]);
});
