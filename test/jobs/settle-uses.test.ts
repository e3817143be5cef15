import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { gather } from "../../db/uses/gather.ts";
import { recordUses } from "../../db/uses/rows.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { settleUses } from "../../worker/jobs/settle-uses.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { recordedUsesOf } from "../world/last-use-of.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const database = connect(env.DB);
const cron = (at: number) => settleUses({ database, now: () => at });
const marked = async () =>
  (await rows<{ id: string }>("SELECT id FROM token WHERE use_marked_at IS NOT NULL")).map(({ id }) => id);

test("every ten minutes tokens that were not used for ten come to rest, and with the last of them their sheet", async () => {
  const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
  const [resting, busy] = tokens.map(({ id }) => id) as [string, string];
  const use = (id: string, minutes: number) => ({
    id,
    at: NOON + minutes * MINUTE_MS,
    use: { method: "GET", path: `/${minutes}` },
  });
  await recordUses(database, [use(resting, 0), use(busy, 0)]);
  await gather(database, { uses: [use(resting, 5), use(busy, 4)] });
  await gather(database, { uses: [use(busy, 14)] });

  await cron(NOON + 14 * MINUTE_MS);
  await cron(NOON + 21 * MINUTE_MS);
  expect(await marked()).toEqual([resting, busy]);

  await cron(NOON + 20 * MINUTE_MS + 3_000);
  expect(await marked()).toEqual([busy]);
  expect(await rows("SELECT id FROM use_sheet")).toEqual([{ id: 1 }]);

  await cron(NOON + 30 * MINUTE_MS);
  await cron(NOON + 30 * MINUTE_MS);
  expect(await marked()).toEqual([]);
  expect(await rows("SELECT id FROM use_sheet")).toEqual([]);
  const { at: restingAt, use: restingUse } = use(resting, 5);
  const { at: busyAt, use: busyUse } = use(busy, 14);
  expect(await recordedUsesOf([resting, busy])).toEqual(
    new Map([
      [resting, { at: restingAt, use: restingUse }],
      [busy, { at: busyAt, use: busyUse }],
    ]),
  );
});

test("where there are more than it moves at once, the others follow, with what their sheets tell", async () => {
  const { owner } = (await scenario().withOrganization().withMember().withToken().written()).token;
  await env.DB.prepare(
    `WITH RECURSIVE nth(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < 20499)
     INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at,
       last_used_at, last_used_method, last_used_path, use_marked_at)
     SELECT printf('many%08d', n), ?1, ?2, 'api', 'CI', 'CI', zeroblob(32), 'all', 0, 1, 'GET', '/', 1 FROM nth`,
  )
    .bind(owner.organizationId, owner.userId)
    .run();
  const last = "many00020499";
  for (const at of [2, 3])
    await gather(database, { uses: [{ id: last, at, use: { method: "GET", path: `/${at}` } }] });
  await cron(NOON);
  expect(await marked()).toHaveLength(500);
  await cron(NOON);
  expect(await marked()).toEqual([]);
  expect((await recordedUsesOf([last])).get(last)).toEqual({ at: 3, use: { method: "GET", path: "/3" } });
  expect(await rows("SELECT id FROM use_sheet")).toEqual([]);
});
