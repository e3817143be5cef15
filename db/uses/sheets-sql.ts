import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import type { TokenUse } from "./rows.ts";
import { listed } from "./rows-sql.ts";

const AT = sql.raw("used.value ->> 0");
const METHOD = sql.raw("used.value ->> 1");
const PATH = sql.raw("used.value ->> 2");

/** Writes uses on the sheets of their tokens. Raw: a sheet is JSON that is taken apart and put together again. */
export function writeOnSheets(uses: readonly TokenUse[]): Statement {
  return sql`WITH used AS MATERIALIZED (
        SELECT used.*, token.use_sheet FROM (${listed(uses)}) AS used CROSS JOIN token ON token.id = used.id)
      UPDATE use_sheet SET uses = (
        SELECT json_group_object(id, json_array(at, method, path))
        FROM (
          SELECT id, at, method, path, max(2 * at + is_there)
          FROM (
            SELECT used.key AS id, ${AT} AS at, ${METHOD} AS method, ${PATH} AS path, TRUE AS is_there
            FROM json_each(use_sheet.uses) AS used
            UNION ALL
            SELECT id, at, method, path, FALSE FROM used WHERE used.use_sheet = use_sheet.id)
          GROUP BY id))
      WHERE id IN (SELECT use_sheet FROM used)`;
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
