import { type SQL, sql } from "drizzle-orm";
import { type Counter, keyOf } from "../../worker/domain/usage/counter.ts";
import type { Statement } from "../connect.ts";
import type { TokenUse } from "./token-use.ts";

const AT = sql.raw("used.value ->> 0");
const METHOD = sql.raw("used.value ->> 1");
const PATH = sql.raw("used.value ->> 2");

/** Counters are appended to a sheet with less text of counts; in more, equal ones are added up. */
const LOOSE_COUNTS = 64_000;

/** A sheet with this much text of counts is to be folded; D1 takes rows of 2 MB. */
const FULL_COUNTS = 500_000;

/**
 * What is told of a token, as JSON: its id, the time, method and path of its last use, if it has any, and counters as
 * members of a JSON object.
 */
export function told(id: string, last: TokenUse | undefined, counters: readonly Counter[]): string {
  const members = counters.map((one) => `${JSON.stringify(keyOf(one))}:[${one.count},${one.lastAt}]`);
  const counts = members.length > 0 ? members.join() : null;
  return JSON.stringify([id, last?.at, last?.use.method, last?.use.path, counts]);
}

/**
 * Writes what is told of tokens on their sheets, and returns each sheet's id and whether it is full of counts. Raw:
 * JSON. All is first brought together by sheet, and most sheets take it without being taken apart: D1 charges each
 * element that json_each reads. So a counter may stand on a sheet several times; whoever reads adds them up.
 */
export function writeOnSheets(told: readonly string[]): Statement {
  const [uses, counts] = [sql.raw("use_sheet.uses"), sql.raw("use_sheet.counts")];
  return sql`WITH told AS MATERIALIZED (
        SELECT token.use_sheet AS sheet, group_concat(value ->> 4) AS counts,
          json_group_object(token.id, json_array(value ->> 1, value ->> 2, value ->> 3))
            FILTER (WHERE value ->> 1 IS NOT NULL) AS uses
        FROM json_each(${`[${told.join()}]`}) CROSS JOIN token ON token.id = value ->> 0 AND token.kind = 'api'
        WHERE token.use_sheet IS NOT NULL GROUP BY token.use_sheet)
      UPDATE use_sheet SET
        uses = json_patch(${uses}, (SELECT json_group_object(key, json(value)) FROM json_each(told.uses) AS used
          WHERE coalesce(${uses} -> ('$."' || key || '"') ->> 0, -1) < ${AT})),
        counts = CASE
          WHEN told.counts IS NULL THEN ${counts}
          WHEN length(${counts}) < ${LOOSE_COUNTS} THEN
            substr(${counts}, 1, length(${counts}) - 1) || iif(${counts} = '{}', '', ',') || told.counts || '}'
          ELSE (SELECT json_group_object(key, json_array(count, last_at))
            FROM (
              SELECT key, sum(value ->> 0) AS count, max(value ->> 1) AS last_at
              FROM (SELECT key, value FROM json_each(${counts})
                UNION ALL SELECT key, value FROM json_each('{' || told.counts || '}'))
              GROUP BY key)) END
      FROM told WHERE use_sheet.id = told.sheet
      RETURNING id, length(counts) > ${FULL_COUNTS} AS isFull`;
}

/**
 * The last use of each token on a sheet, as input for `record`. Raw: CROSS JOIN, so that each sheet is taken apart
 * once.
 */
export function usesOnSheets(): SQL {
  return sql`SELECT token.seq, token.id, ${AT} AS at, ${METHOD} AS method, ${PATH} AS path
    FROM use_sheet AS sheet CROSS JOIN json_each(sheet.uses) AS used
    CROSS JOIN token ON token.id = used.key AND token.use_sheet = sheet.id`;
}
