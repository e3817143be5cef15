import { type SQL, sql } from "drizzle-orm";
import { batch, type Database } from "../connect.ts";
import { listed, recordFirstUses, type TokenUse } from "./rows.ts";

/**
 * Writes uses on the sheets of their tokens: a row for each sheet, however many of its tokens were used. Of several
 * uses of one token the latest stays. A token that is at rest, or has come to rest in the meantime, is put on one.
 * Raw, because a sheet is JSON that is taken apart and put together again.
 */
export async function gatherUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  await batch(database, [
    ...recordFirstUses(uses),
    sql`WITH used AS MATERIALIZED (
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
      WHERE id IN (SELECT use_sheet FROM used)`,
  ]);
}

const AT = sql.raw("used.value ->> 0");
const METHOD = sql.raw("used.value ->> 1");
const PATH = sql.raw("used.value ->> 2");

/** The last use of each token that is on a sheet, as `record` takes it. Each sheet is taken apart once. */
export function usesOnSheets(): SQL {
  return sql`SELECT token.seq, token.id, ${AT} AS at, ${METHOD} AS method, ${PATH} AS path
    FROM use_sheet AS sheet CROSS JOIN json_each(sheet.uses) AS used
    CROSS JOIN token ON token.id = used.key AND token.use_sheet = sheet.id`;
}
