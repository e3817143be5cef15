import { expect, test } from "vitest";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { suspendIdle } from "../../worker/jobs/suspend-idle.ts";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");

test("of very many owners a hundred are told by a run, until all are, each once", async () => {
  const of = scenario().withOrganization();
  for (let nth = 0; nth < 130; nth++) {
    of.withMember({ email: `owner${nth}@northwind.example` });
    for (let token = 0; token <= nth % 2; token++) of.withToken({ createdAt: NOON - (90 + token) * DAY_MS });
  }
  const { organization } = await of.written();
  await rows("UPDATE organization SET max_idle_days = 60 WHERE id = ?", organization.id);
  const runAt = (at: number) =>
    suspendIdle({ ...isolate().runtime, origin: "https://keys.example", now: () => at });
  const told = async () => {
    const mails = await rows<{ recipient: string; tokens: number }>(
      "SELECT recipient, json_array_length(notice, '$.tokens') AS tokens FROM outbox WHERE recipient LIKE 'owner%'",
    );
    const tokens = mails.reduce((sum, mail) => sum + mail.tokens, 0);
    return { owners: new Set(mails.map(({ recipient }) => recipient)).size, tokens };
  };
  await runAt(NOON);
  expect((await told()).owners).toBe(100);
  await runAt(NOON + 60_000);
  expect(await told()).toEqual({ owners: 130, tokens: 195 });
  await runAt(NOON + 120_000);
  expect(await told()).toEqual({ owners: 130, tokens: 195 });
});
