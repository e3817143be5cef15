import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import type { TokenUse } from "./rows.ts";

/** A sheet is given no more tokens when it has so many. With as many put on it at once it has less than twice that. */
export const FULL_SHEET = 250;

/**
 * Writes uses of API tokens that are at rest, marks them, and puts them on a sheet: they are in use from then on.
 * Raw: each statement asks what the one before it changed, and tokens are listed as JSON.
 */
export function recordFirstUses(uses: readonly TokenUse[]): Statement[] {
  return inPieces(uses, FULL_SHEET).flatMap((piece) => [
    sql`INSERT INTO use_sheet (id, tokens, uses) SELECT coalesce(max(id), 0) + 1, 0, '{}' FROM use_sheet
      HAVING coalesce((SELECT tokens FROM use_sheet ORDER BY id DESC LIMIT 1), ${FULL_SHEET}) >= ${FULL_SHEET}`,
    record(
      listed(piece),
      sql`, use_marked_at = coalesce(use_marked_at, used.at), use_sheet = (SELECT max(id) FROM use_sheet)`,
      sql`AND kind = 'api' AND use_sheet IS NULL`,
    ),
    sql`UPDATE use_sheet SET tokens = tokens + changes()
      WHERE changes() > 0 AND id = (SELECT max(id) FROM use_sheet)`,
  ]);
}

/**
 * Writes the uses that `used` selects (id, at, method, path) into the tokens' rows. Each such statement names only
 * the columns that it changes, and so touches only the indexes of those. Raw: the plus keeps SQLite from going through
 * all tokens to look each of them up among the uses.
 */
export function record(used: SQL, further = sql``, where = sql``): Statement {
  return sql`UPDATE token SET last_used_at = used.at, last_used_method = used.method, last_used_path = used.path
      ${further}
    FROM (${used}) AS used
    WHERE token.id = +used.id AND (last_used_at IS NULL OR last_used_at < used.at) ${where}`;
}

/** As a table: id, at, method, path. Raw: json_each. */
export function listed(uses: readonly TokenUse[]): SQL {
  return sql`SELECT value ->> 0 AS id, value ->> 1 AS at, value ->> 2 AS method, value ->> 3 AS path
    FROM json_each(${JSON.stringify(uses.map(({ id, at, use }) => [id, at, use.method, use.path]))})`;
}
