import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { recordUses } from "../../db/uses/rows.ts";
import { FULL_SHEET } from "../../db/uses/rows-sql.ts";
import { OUTCOMES, PRICES } from "../../web/pages/docs/cost.ts";
import { Gathering } from "../../worker/verification/gathering.ts";
import { UsageRecorder } from "../../worker/verification/record-usage.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";
import { clockInHand } from "../world/clock-in-hand.ts";

/** Dollars for a million verifications, whatever the tokens are used for and how often. */
const MOST = 0.36;
/** Of one verification: `npm run bench -- --cost` measured 1.1 to 1.9 on two machines. */
const CPU_MS = 1.9;

const TOKENS = 10_000;
const SECONDS = 60;
const SECOND_MS = 1_000;

clockInHand();

test(`${TOKENS} tokens that are each used for the first time in a minute`, async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  const owner = { organizationId: member.organizationId, userId: member.user.id };
  await rows(...manyTokens(owner, { prefix: "each", howMany: TOKENS }));
  const ids = (await rows<{ id: string }>("SELECT id FROM token WHERE id LIKE 'each%' ORDER BY id")).map(
    ({ id }) => id,
  );
  const use = { method: "GET", path: "/reports/2026" };
  for (let at = 0; at < TOKENS; at += FULL_SHEET) {
    const uses = ids.slice(at, at + FULL_SHEET).map((id) => ({ id, at: Date.now() - 60 * SECOND_MS, use }));
    await recordUses(connect(env.DB), uses);
  }

  const { database, trips } = watchedDatabase(env.DB);
  const gathering = new Gathering();
  const usage = new UsageRecorder(gathering);
  const deferred: Promise<unknown>[] = [];
  const ground = {
    database: connect(database),
    now: Date.now,
    defer: (work: Promise<unknown>) => deferred.push(work),
  };
  for (let second = 0; second < SECONDS; second++) {
    const used = ids.slice((second * TOKENS) / SECONDS, ((second + 1) * TOKENS) / SECONDS);
    for (const id of used) {
      gathering.use(ground, { id, inUse: true, at: ground.now(), use });
      usage.accepted(ground, id, { use }, ["reports:read"]);
    }
    await vi.advanceTimersByTimeAsync(SECOND_MS);
    await rows("SELECT 1");
  }
  await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
  await Promise.all(deferred);

  const [counted] = await rows<{ uses: number; counts: number }>(
    `SELECT sum((SELECT count(*) FROM json_each(uses) WHERE value ->> 0 >= ?)) AS uses,
      sum((SELECT count(*) FROM json_each(counts))) AS counts FROM use_sheet`,
    Date.parse("2026-11-21T10:00:00Z"),
  );
  expect(counted).toEqual({ uses: TOKENS, counts: TOKENS });
  const sum = (of: "rowsRead" | "rowsWritten") => trips.reduce((total, trip) => total + trip[of], 0) / TOKENS;
  const { rowsRead = 0 } = OUTCOMES[0] ?? {};
  const dollars =
    PRICES.request +
    CPU_MS * PRICES.cpuMs +
    (rowsRead + sum("rowsRead")) * PRICES.rowRead +
    sum("rowsWritten") * PRICES.rowWritten;
  expect(dollars).toBeLessThanOrEqual(MOST);
});
