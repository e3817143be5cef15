import { type SQL, sql } from "drizzle-orm";

/**
 * Inserts a restore unless it was already recorded. Raw: INSERT … SELECT of an aggregate, with HAVING and no GROUP BY.
 */
export function insertRestore(lostAt: number, now: number): SQL {
  return sql`INSERT INTO database_restore (intact_until, noticed_at)
    SELECT max(created_at), max(${now}, coalesce(max(created_at), 0)) FROM fence
    HAVING NOT EXISTS (SELECT 1 FROM database_restore WHERE mended_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM database_restore WHERE noticed_at >= ${lostAt})`;
}

/** Raw: by rowid, the order in which fences were written. */
export function removeFences(before: number): SQL {
  return sql`DELETE FROM fence WHERE created_at < ${before} AND rowid < (SELECT max(rowid) FROM fence)`;
}

/** Raw: json_each, of ids with hashes. */
export function removeLinksWith(buried: readonly { id: string; hash: string }[]): SQL {
  return sql`DELETE FROM one_time_link WHERE (id, lower(hex(hash))) IN
    (SELECT value ->> 'id', value ->> 'hash' FROM json_each(${JSON.stringify(buried)}))`;
}
