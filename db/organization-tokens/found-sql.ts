import { type SQL, sql } from "drizzle-orm";

/** `seq` of tokens whose last path begins with `path`. Raw: INDEXED BY an index of an expression. */
export function foundByPath(path: string, organizationId: string, most: number): SQL {
  // Exactly as in the index `token_by_path`, or SQLite does not use it.
  const indexed = sql`upper(substr(sorted_usage, instr(sorted_usage, ' ') + 1))`;
  return sql`SELECT seq FROM token INDEXED BY token_by_path
    WHERE organization_id = ${organizationId} AND kind = 'api' AND sorted_usage <> ''
      AND ${indexed} >= upper(${path}) AND ${indexed} < upper(${path}) || char(0x10FFFF) LIMIT ${most}`;
}

/**
 * Finds tokens by `seq`: those of one organization are numbered within a range of 2^32 (migration `token_search`).
 * Raw: full-text search.
 */
export function foundByTrigrams(query: string, organizationId: string, most: number): SQL {
  const number = sql`(SELECT number FROM organization_tally WHERE organization_id = ${organizationId})`;
  return sql`SELECT rowid & 0xFFFFFFFF AS seq FROM token_search WHERE token_search MATCH ${query}
    AND rowid >= ${number} << 32 AND rowid < (${number} + 1) << 32 LIMIT ${most}`;
}
