import { sql } from "drizzle-orm";
import type { Counted } from "../../worker/domain/usage/unlisted-requests.ts";
import { type Database, prepare } from "../connect.ts";

/** So many tokens are looked at, those in use first, then those used last. */
const MOST_TOKENS = 200;
const MOST_SHEETS = 10;
/** So many counters are read: of many tokens that do many things not everything is told. */
const MOST_COUNTERS = 20_000;

/**
 * What was counted of an organization's tokens in the `span` days up to `today`, by method, route and outcome;
 * `isWhole` unless there is more than is looked at. Raw, for counters on sheets are JSON.
 */
export async function countedInOrganization(
  database: Database,
  organizationId: string,
  { today, span }: { today: number; span: number },
): Promise<{ counted: Counted[]; isWhole: boolean }> {
  const days = Array.from({ length: span }, (_, nth) => today - nth);
  const ofOrganization = sql`FROM token WHERE organization_id = ${organizationId} AND kind = 'api'`;
  const { results } = await prepare(
    database,
    sql`WITH looked_at AS MATERIALIZED (
        SELECT id, use_sheet FROM (SELECT id, use_sheet ${ofOrganization} AND use_marked_at IS NOT NULL LIMIT ${MOST_TOKENS})
        UNION
        SELECT id, use_sheet FROM (SELECT id, use_sheet ${ofOrganization} ORDER BY sorted_used_at DESC, id DESC LIMIT ${MOST_TOKENS}))
      SELECT method, route, outcome, sum(count) AS count, count(*) AS counters,
        (SELECT count(*) FROM looked_at) AS tokens
      FROM (
        SELECT method, route, outcome, count
        FROM looked_at CROSS JOIN json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = looked_at.id
        UNION ALL
        SELECT counted.key ->> 2, counted.key ->> 3, counted.key ->> 5, counted.value ->> 0
        FROM (SELECT DISTINCT use_sheet AS id FROM looked_at WHERE use_sheet IS NOT NULL LIMIT ${MOST_SHEETS}) AS sheet
        CROSS JOIN use_sheet ON use_sheet.id = sheet.id CROSS JOIN json_each(use_sheet.counts) AS counted
        WHERE counted.key ->> 0 IN (SELECT id FROM looked_at) AND counted.key ->> 1 > ${today - span}
        LIMIT ${MOST_COUNTERS})
      GROUP BY method, route, outcome`,
  ).all<Counted & { counters: number; tokens: number }>();
  const counters = results.reduce((sum, row) => sum + row.counters, 0);
  const tokens = results[0]?.tokens ?? 0;
  return {
    counted: results.map(({ method, route, outcome, count }) => ({ method, route, outcome, count })),
    isWhole: counters < MOST_COUNTERS && tokens < MOST_TOKENS,
  };
}
