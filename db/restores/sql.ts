import { type SQL, sql } from "drizzle-orm";

/**
 * Records a restore unless it was already recorded. If an earlier one is unmended, its mending starts again. Raw: INSERT
 * … SELECT of an aggregate, with HAVING and no GROUP BY.
 */
export function insertRestore(lostAt: number, now: number): SQL {
  return sql`INSERT INTO database_restore (id, intact_until, noticed_at)
    SELECT (SELECT id FROM database_restore WHERE mended_at IS NULL), max(created_at),
      max(${now}, coalesce(max(created_at), 0)) FROM fence
    HAVING NOT EXISTS (SELECT 1 FROM database_restore WHERE noticed_at >= ${lostAt})
    ON CONFLICT DO UPDATE SET noticed_at = excluded.noticed_at, cursor = NULL`;
}

/** Raw: by rowid, the order in which fences were written. */
export function removeFences(before: number): SQL {
  return sql`DELETE FROM fence WHERE created_at < ${before} AND rowid < (SELECT max(rowid) - 9 FROM fence)`;
}
