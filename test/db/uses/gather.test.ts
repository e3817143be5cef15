import { env } from "cloudflare:workers";
import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { gather } from "../../../db/uses/gather.ts";
import { recordUses } from "../../../db/uses/rows.ts";
import { ACCEPTED, type Counter, REVOKED } from "../../../worker/domain/usage/counter.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";

/** What D1 takes as a row and as a parameter; the one of tests takes more. */
const D1_TAKES = 2_000_000;
const LONGEST_PATH = "\u0001".repeat(200);

/** D1, and the longest parameter and sheet there have been (bytes). */
function measured() {
  const longest = { parameter: 0, sheet: 0 };
  const d1 = {
    prepare: (sql: string) => ({
      bind: (...values: unknown[]) => {
        for (const value of values)
          longest.parameter = Math.max(longest.parameter, new TextEncoder().encode(String(value)).length);
        return env.DB.prepare(sql).bind(...values);
      },
    }),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await env.DB.batch(statements);
      const [sheet] = await rows<{ size: number | null }>(
        "SELECT max(octet_length(counts)) AS size FROM use_sheet",
      );
      longest.sheet = Math.max(longest.sheet, sheet?.size ?? 0);
      return results;
    },
  } as unknown as D1Database;
  return { database: connect(d1), longest };
}

const used = (id: string, at = 1) => ({ id, at, use: { method: "GET", path: LONGEST_PATH } });

function counted(tokenId: string, outcome: string, howMany: number): Counter[] {
  return Array.from({ length: howMany }, (_, nth) => ({
    ...{
      tokenId,
      day: 20_785,
      hour: nth % 24,
      method: "GET",
      permission: "",
      outcome,
      count: 1,
      lastAt: 100,
    },
    route: `/${"x".repeat(400)}/${nth}`,
  }));
}

const gone = (howMany: number) => Array.from({ length: howMany }, (_, nth) => `gone${nth}`);

test("uses with the longest paths fit into parameters of D1, however many there are", async () => {
  const { database, longest } = measured();
  const uses = gone(2_000).map((id) => used(id));
  await gather(database, { uses });
  await recordUses(database, uses);
  expect(longest.parameter).toBeLessThan(D1_TAKES);
});

test("calls with revoked tokens fit into parameters of D1, however many there are", async () => {
  const { database, longest } = measured();
  await gather(database, { counters: gone(1_500).flatMap((id) => counted(id, REVOKED, 4)) });
  expect(longest.parameter).toBeLessThan(D1_TAKES);
  expect(await rows("SELECT sum(count) AS tried FROM refused_since WHERE token_id LIKE 'gone%'")).toEqual([
    { tried: 6_000 },
  ]);
});

test("counters fit into their sheet, however many are gathered", async () => {
  let made = scenario().withOrganization().withMember();
  for (let nth = 0; nth < 60; nth++) made = made.withToken();
  const ids = (await made.written()).tokens.map(({ id }) => id);
  const { database, longest } = measured();
  await gather(database, {
    uses: ids.map((id) => used(id)),
    counters: ids.flatMap((id) => counted(id, ACCEPTED, 100)),
  });
  expect(longest.sheet).toBeGreaterThan(500_000);
  expect(longest.sheet).toBeLessThan(D1_TAKES);
  const [{ sum } = { sum: 0 }] = await rows<{ sum: number }>(
    `WITH made AS (SELECT value AS id FROM json_each(?))
      SELECT (SELECT coalesce(sum(count), 0) FROM token_usage_day WHERE token_id IN (SELECT id FROM made))
        + (SELECT coalesce(sum(value ->> 0), 0) FROM use_sheet, json_each(counts)
          WHERE key ->> 0 IN (SELECT id FROM made)) AS sum`,
    JSON.stringify(ids),
  );
  expect(sum).toBe(6_000);
});
