import { type SQL, sql } from "drizzle-orm";
import { ACCEPTED, type Counter } from "../../worker/domain/usage/counter.ts";

/** Writes counters straight to their days, as accepted. Raw: json_each, summed up. */
export function writeDays(tokenId: string, counters: readonly Counter[]): SQL {
  const rows = counters.map(({ day, method, route, permission, count, lastAt }) => [
    day,
    method,
    route,
    permission,
    count,
    lastAt,
  ]);
  return sql`INSERT INTO token_usage_day (day, token_id, method, route, permission, outcome, count, last_at, hours)
    SELECT value ->> 0, ${tokenId}, value ->> 1, value ->> 2, value ->> 3, ${ACCEPTED}, sum(value ->> 4), max(value ->> 5), '{}'
    FROM json_each(${JSON.stringify(rows)}) GROUP BY value ->> 0, value ->> 1, value ->> 2, value ->> 3`;
}
