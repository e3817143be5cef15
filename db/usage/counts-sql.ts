import { type SQL, sql } from "drizzle-orm";
import { ACCEPTED, type Counter, keyOf, MOST_ROUTES, OTHER } from "../../worker/domain/usage/counter.ts";
import type { Statement } from "../connect.ts";

/** Adds counters of tokens at rest to their days; others are left out. Raw: json_each. */
export function addAtRest(counters: readonly Counter[]): Statement[] {
  const rows = counters.map((counter) => [counter.tokenId, keyOf(counter), counter.count, counter.lastAt]);
  const counted = sql`SELECT value ->> 1 AS key, value ->> 2 AS count, value ->> 3 AS last_at
    FROM json_each(${JSON.stringify(rows)}) CROSS JOIN token ON token.id = value ->> 0
    WHERE token.kind = 'api' AND token.use_sheet IS NULL`;
  return addToDays(sql`SELECT ${FIELDS}, count, last_at FROM (${counted}) AS counted`);
}

/** The parts of a key, `counted.key`; what earlier versions counted has no hour. */
const FIELDS = sql.raw(
  ["token_id", "day", "method", "route", "permission", "outcome", "hour"]
    .map((name, nth) => `counted.key ->> ${nth} AS ${name}`)
    .join(", "),
);

/** Moves the counts in `what` (by `counted.key`) from the sheet to their days. Raw: json_each. */
export function fold({ id, what = sql`TRUE` }: { id: number; what?: SQL }): Statement[] {
  const counted = sql`json_each(sheet.counts) AS counted`;
  return [
    ...addToDays(sql`SELECT ${FIELDS}, counted.value ->> 0 AS count, counted.value ->> 1 AS last_at
      FROM use_sheet AS sheet CROSS JOIN ${counted} WHERE sheet.id = ${id} AND ${what}`),
    sql`UPDATE use_sheet AS sheet SET counts = (
        SELECT json_group_object(counted.key, json(counted.value)) FROM ${counted} WHERE NOT (${what}))
      WHERE sheet.id = ${id}`,
  ];
}

/**
 * Adds what `told` selects (token_id, day, method, route, permission, outcome, hour, count, last_at) to the days, and
 * to the days on which permissions were last needed. The number of a token's routes per day is limited; of those that
 * come too late, the most used still find a place.
 */
function addToDays(told: SQL): Statement[] {
  return [addRoutes(told), addPermissions(told)];
}

/** Raw: windows, and json_group_object. */
function addRoutes(told: SQL): Statement {
  return sql`WITH told AS MATERIALIZED (${told}),
      known AS MATERIALIZED (
        SELECT DISTINCT usage.token_id, usage.day, usage.method, usage.route
        FROM (SELECT DISTINCT token_id, day FROM told) AS each
        CROSS JOIN token_usage_day AS usage ON usage.day = each.day AND usage.token_id = each.token_id
        WHERE usage.route <> ${OTHER.route}),
      label AS MATERIALIZED (
        SELECT *, is_known OR row_number() OVER (PARTITION BY token_id, day, is_known ORDER BY total DESC)
            + (SELECT count(*) FROM known WHERE known.token_id = some.token_id AND known.day = some.day)
            <= ${MOST_ROUTES} AS fits
        FROM (
          SELECT token_id, day, method, told.route, sum(count) AS total,
            known.token_id IS NOT NULL OR told.route = ${OTHER.route} AS is_known
          FROM told LEFT JOIN known USING (token_id, day, method, route)
          GROUP BY token_id, day, method, told.route) AS some)
    INSERT INTO token_usage_day (day, token_id, method, route, permission, outcome, count, last_at, hours)
    SELECT day, token_id, shown_method, shown_route, permission, outcome, sum(count), max(last_at),
      json_group_object(hour, count) FILTER (WHERE hour IS NOT NULL AND count > 0)
    FROM (
      SELECT day, token_id, iif(fits, told.method, ${OTHER.method}) AS shown_method,
        iif(fits, told.route, ${OTHER.route}) AS shown_route, permission, outcome, hour,
        sum(count) AS count, max(last_at) AS last_at
      FROM told JOIN label USING (token_id, day, method, route)
      GROUP BY day, token_id, shown_method, shown_route, permission, outcome, hour)
    WHERE TRUE
    GROUP BY day, token_id, shown_method, shown_route, permission, outcome
    ON CONFLICT (day, token_id, method, route, permission, outcome)
      DO UPDATE SET count = count + excluded.count, last_at = max(last_at, excluded.last_at), hours = (
        SELECT json_group_object(hour, count) FROM (
          SELECT hour, sum(count) AS count FROM (
            SELECT key AS hour, value AS count FROM json_each(token_usage_day.hours)
            UNION ALL SELECT key, value FROM json_each(excluded.hours))
          GROUP BY hour))`;
}

/** Writes a row for each permission of a token, at most once a day. Raw: from a raw part, and CROSS JOIN. */
function addPermissions(told: SQL): Statement {
  return sql`INSERT INTO token_permission_use (token_id, permission, day)
    SELECT told.token_id, told.permission, max(told.day) FROM (${told}) AS told
      CROSS JOIN token ON token.id = told.token_id
    WHERE told.outcome = ${ACCEPTED} AND told.permission <> '' GROUP BY told.token_id, told.permission
    ON CONFLICT (token_id, permission) DO UPDATE SET day = excluded.day WHERE excluded.day > day`;
}

/** Counts calls with revoked tokens. Raw: json_each. */
export function addTried(counters: readonly Counter[]): Statement {
  const rows = counters.map(({ tokenId, count, lastAt, method, route }) => [
    tokenId,
    count,
    lastAt,
    method,
    route,
  ]);
  // For columns beside a max(), SQLite takes the row that holds the maximum.
  return sql`INSERT INTO refused_since (token_id, count, last_at, method, route)
    SELECT token_id, count, last_at, method, route FROM (
      SELECT value ->> 0 AS token_id, sum(value ->> 1) AS count, max(value ->> 2) AS last_at,
        value ->> 3 AS method, value ->> 4 AS route
      FROM json_each(${JSON.stringify(rows)}) GROUP BY value ->> 0)
    WHERE TRUE
    ON CONFLICT (token_id) DO UPDATE SET count = count + excluded.count, last_at = max(last_at, excluded.last_at),
      method = iif(excluded.last_at >= last_at, excluded.method, method),
      route = iif(excluded.last_at >= last_at, excluded.route, route)`;
}
