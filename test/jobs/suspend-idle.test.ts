import { expect, test } from "vitest";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { suspendIdle } from "../../worker/jobs/suspend-idle.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");

const runAt = (at: number) =>
  suspendIdle({ ...isolate().cronRuntime(), origin: "https://keys.example", now: () => at });

test("of very many owners some are told by each run, until all are, each once", async () => {
  const of = scenario().withOrganization();
  for (let nth = 0; nth < 400; nth++) {
    of.withMember({ email: `owner${nth}@northwind.example` });
    for (let token = 0; token <= nth % 2; token++) of.withToken({ createdAt: NOON - (90 + token) * DAY_MS });
  }
  const { organization } = await of.written();
  await rows("UPDATE organization SET max_idle_days = 60 WHERE id = ?", organization.id);
  const told = async () => {
    const mails = await rows<{ recipient: string; tokens: number }>(
      "SELECT recipient, json_array_length(notice, '$.tokens') AS tokens FROM outbox WHERE recipient LIKE 'owner%'",
    );
    const tokens = mails.reduce((sum, mail) => sum + mail.tokens, 0);
    return { owners: new Set(mails.map(({ recipient }) => recipient)).size, tokens };
  };
  await runAt(NOON);
  const { owners: first } = await told();
  expect(first).toBeGreaterThan(250);
  expect(first).toBeLessThan(400);
  await runAt(NOON + 60_000);
  expect(await told()).toEqual({ owners: 400, tokens: 600 });
  await runAt(NOON + 120_000);
  expect(await told()).toEqual({ owners: 400, tokens: 600 });
});

test("an owner of very many is told in one mail a day, and of each service user in one of its own", async () => {
  const contact = "ops@northwind.example";
  const { organization, members } = await scenario()
    .withOrganization()
    .withMember({ email: contact })
    .withMember({ kind: "service", name: "nightly", contact })
    .written();
  await rows("UPDATE organization SET max_idle_days = 60 WHERE id = ?", organization.id);
  const idle = (nth: number, prefix: string, howMany: number) =>
    rows(
      ...manyTokens(
        { organizationId: organization.id, userId: members[nth]?.user.id ?? "" },
        { prefix, howMany, createdAt: NOON - 90 * DAY_MS },
      ),
    );
  const mails = () =>
    rows(
      `SELECT notice ->> '$.serviceUser.name' AS name, json_array_length(notice, '$.tokens') AS named,
          notice -> 'others' AS others, notice -> 'suspendedFrom' AS suspendedFrom, next_attempt_at AS sendAt
        FROM outbox WHERE recipient = ? AND notice ->> 'kind' = 'tokens-idle' ORDER BY created_at, name`,
      contact,
    );
  const terms = { suspendedFrom: String(NOON + 7 * DAY_MS), sendAt: NOON + 15 * 60_000 };
  const today = [
    { name: null, named: 500, others: "200", ...terms },
    { name: "nightly", named: 400, others: "0", ...terms },
  ];
  await idle(0, "many", 700);
  await idle(1, "more", 400);
  await runAt(NOON);
  expect(await mails()).toEqual(today);
  expect(await count("token WHERE id GLOB 'm[ao][nr][ye]*' AND idle_notice_at IS NOT NULL")).toBe(1_100);

  await rows("UPDATE outbox SET attempts = 1");
  await idle(0, "late", 1);
  await rows("DELETE FROM idle_walk");
  await runAt(NOON + DAY_MS / 24);
  expect(await mails()).toEqual(today);
  await runAt(NOON + DAY_MS);
  expect(await mails()).toMatchObject([...today, { name: null, named: 1, others: "0" }]);
});
