import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { recordUses } from "../../db/token-uses.ts";
import { type SheetUse, writeSheets } from "../../db/use-sheets.ts";
import { settleUses } from "../../worker/jobs/settle-uses.ts";
import type { Runtime } from "../../worker/verification/runtime.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { recordedUsesOf } from "../world/last-use-of.ts";

const MINUTE_MS = 60_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
const database = connect(env.DB);
const cron = (at: number) => settleUses({ database, now: () => at } as Runtime);
const marked = async () =>
  (await rows<{ id: string }>("SELECT id FROM token WHERE use_marked_at IS NOT NULL")).map(({ id }) => id);

test("every ten minutes tokens that were not used for ten come to rest, and their sheets go later", async () => {
  const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
  const [resting, busy] = tokens.map(({ id }) => id) as [string, string];
  const use = (minutes: number, path: string) => ({
    at: NOON + minutes * MINUTE_MS,
    use: { method: "GET", path },
  });
  await recordUses(database, [
    { id: resting, ...use(0, "/row") },
    { id: busy, ...use(0, "/row") },
  ]);
  const onSheet = (minutes: number): SheetUse => [NOON + minutes * MINUTE_MS, "GET", "/sheet", null, null];
  const write = (id: number, newest: number, uses: Record<string, SheetUse>) =>
    writeSheets(database, [{ id, newestAt: NOON + newest * MINUTE_MS, uses }], []);
  await write(1, 5, { [resting]: onSheet(5), [busy]: onSheet(4) });
  await write(2, 14, { [busy]: onSheet(14) });

  await cron(NOON + 14 * MINUTE_MS);
  await cron(NOON + 21 * MINUTE_MS);
  expect(await marked()).toEqual([resting, busy]);

  await cron(NOON + 20 * MINUTE_MS + 3_000);
  expect(await marked()).toEqual([busy]);
  expect(await rows("SELECT id FROM use_sheet ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);

  await cron(NOON + 30 * MINUTE_MS);
  await cron(NOON + 30 * MINUTE_MS);
  expect(await marked()).toEqual([]);
  expect(await rows("SELECT id FROM use_sheet")).toEqual([{ id: 2 }]);
  expect(await recordedUsesOf([resting, busy])).toEqual(
    new Map([
      [resting, use(5, "/sheet")],
      [busy, use(14, "/sheet")],
    ]),
  );
});

test("where there are more than it moves at once, no sheet goes before all have come to rest", async () => {
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
  await writeSheets(
    database,
    [{ id: 7, newestAt: 2, uses: { [last]: [2, "GET", "/sheet", null, null] } }],
    [],
  );
  await cron(NOON);
  expect(await marked()).toHaveLength(500);
  expect(await rows("SELECT id FROM use_sheet WHERE id = 7")).toHaveLength(1);
  await cron(NOON);
  expect(await marked()).toEqual([]);
  expect(await rows("SELECT id FROM use_sheet WHERE id = 7")).toEqual([]);
  expect((await recordedUsesOf([last])).get(last)).toEqual({ at: 2, use: { method: "GET", path: "/sheet" } });
});
