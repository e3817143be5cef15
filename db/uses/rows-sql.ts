import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import type { TokenUse } from "./token-use.ts";

/** A sheet takes no more tokens once it has this many. As many may be added at once, so it has less than twice that. */
export const FULL_SHEET = 250;

/**
 * Writes uses of API tokens at rest, marks the tokens, and puts them on a sheet: from then on they are in use, even if
 * they had a later use. Raw: each statement depends on what the previous one changed, and tokens are listed as JSON.
 */
export function recordFirstUses(uses: readonly TokenUse[]): Statement[] {
  return inPieces(uses, FULL_SHEET).flatMap((piece) => [
    sql`INSERT INTO use_sheet (id, tokens, uses) SELECT coalesce(max(id), 0) + 1, 0, '{}' FROM use_sheet
      HAVING coalesce((SELECT tokens FROM use_sheet ORDER BY id DESC LIMIT 1), ${FULL_SHEET}) >= ${FULL_SHEET}`,
    sql`UPDATE token SET last_used_at = max(coalesce(last_used_at, -1), used.at),
        last_used_method = iif(last_used_at >= used.at, last_used_method, used.method),
        last_used_path = iif(last_used_at >= used.at, last_used_path, used.path),
        use_marked_at = coalesce(use_marked_at, used.at), use_sheet = (SELECT max(id) FROM use_sheet)
      FROM (${listed(piece)}) AS used WHERE token.id = +used.id AND kind = 'api' AND use_sheet IS NULL`,
    sql`UPDATE use_sheet SET tokens = tokens + changes()
      WHERE changes() > 0 AND id = (SELECT max(id) FROM use_sheet)`,
  ]);
}

/**
 * Writes the uses that `used` selects (id, at, method, path) into the tokens' rows. Such a statement names only the
 * columns that it changes, and so touches only their indexes. Raw: the plus keeps SQLite from reading all tokens to
 * look each up among the uses.
 */
export function record(used: SQL): Statement {
  return sql`UPDATE token SET last_used_at = used.at, last_used_method = used.method, last_used_path = used.path
    FROM (${used}) AS used
    WHERE token.id = +used.id AND (last_used_at IS NULL OR last_used_at < used.at)`;
}

/** Uses as a table: id, at, method, path. Raw: json_each. */
export function listed(uses: readonly TokenUse[]): SQL {
  return sql`SELECT value ->> 0 AS id, value ->> 1 AS at, value ->> 2 AS method, value ->> 3 AS path
    FROM json_each(${JSON.stringify(uses.map(({ id, at, use }) => [id, at, use.method, use.path]))})`;
}
