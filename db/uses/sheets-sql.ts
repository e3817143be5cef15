import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import type { TokenUse } from "./rows.ts";
import { listed } from "./rows-sql.ts";

const AT = sql.raw("used.value ->> 0");
const METHOD = sql.raw("used.value ->> 1");
const PATH = sql.raw("used.value ->> 2");

/**
 * Writes uses on the sheets of their tokens. Raw: JSON. Uses are first brought together by sheet, and a sheet takes
 * them without being taken apart: D1 charges each element that json_each reads.
 */
export function writeOnSheets(uses: readonly TokenUse[]): Statement {
  return sql`WITH told AS MATERIALIZED (
        SELECT token.use_sheet AS sheet, json_group_object(token.id, json_array(at, method, path)) AS uses
        FROM (${listed(uses)}) AS used CROSS JOIN token ON token.id = used.id
        WHERE token.use_sheet IS NOT NULL GROUP BY token.use_sheet)
      UPDATE use_sheet SET uses = json_patch(use_sheet.uses, (
        SELECT json_group_object(key, json(value)) FROM json_each(told.uses) AS used
        WHERE coalesce(use_sheet.uses -> ('$."' || key || '"') ->> 0, -1) < ${AT}))
      FROM told WHERE use_sheet.id = told.sheet`;
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
