import { type SQL, sql } from "drizzle-orm";
import { batch, type Database } from "./connect.ts";
import { inPieces } from "./pieces.ts";
import { listed, recordFirstUses, type TokenUse } from "./token-uses.ts";

/** A token's last use on its sheet, and the one that stood there before: where a walk finds it that began in between. */
type SheetUse = [
  at: number,
  method: string,
  path: string,
  earlierAt: number | null,
  earlierUsage: string | null,
];

const SHEETS = sql.raw("use_sheet AS sheet CROSS JOIN json_each(sheet.uses) AS used");
const ITS_TOKEN = sql.raw("CROSS JOIN token AS t ON t.id = used.key AND t.use_sheet = sheet.id");
const AT = sql.raw("used.value ->> 0");
const METHOD = sql.raw("used.value ->> 1");
const PATH = sql.raw("used.value ->> 2");
const EARLIER_AT = sql.raw("used.value ->> 3");
const EARLIER_USAGE = sql.raw("used.value ->> 4");

/**
 * Writes uses on the sheets of their tokens: a row for each sheet, however many of its tokens were used. Of several
 * uses of one token the latest stays. A token that is at rest, or has come to rest in the meantime, is put on one.
 */
export async function gatherUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  await batch(database, [
    ...recordFirstUses(uses),
    sql`WITH used AS MATERIALIZED (
        SELECT used.*, token.use_sheet FROM (${listed(uses)}) AS used CROSS JOIN token ON token.id = used.id)
      UPDATE use_sheet SET uses = (
        SELECT json_group_object(id, json_array(at, method, path,
          iif(is_new, at_before, earlier_at), iif(is_new, usage_before, earlier_usage)))
        FROM (
          SELECT id, at, method, path, earlier_at, earlier_usage, is_new, max(2 * at + (1 - is_new)),
            nullif(sum(iif(is_new, 0, at)), 0) AS at_before,
            group_concat(iif(is_new, NULL, method || ' ' || path)) AS usage_before
          FROM (
            SELECT used.key AS id, ${AT} AS at, ${METHOD} AS method, ${PATH} AS path,
              ${EARLIER_AT} AS earlier_at, ${EARLIER_USAGE} AS earlier_usage, FALSE AS is_new
            FROM json_each(use_sheet.uses) AS used
            UNION ALL
            SELECT id, at, method, path, NULL, NULL, TRUE FROM used WHERE used.use_sheet = use_sheet.id)
          GROUP BY id))
      WHERE id IN (SELECT use_sheet FROM used)`,
  ]);
}

/** The last use of each token that is on a sheet, as `record` takes it. */
export function usesOnSheets(): SQL {
  return sql`SELECT t.seq, t.id, ${AT} AS at, ${METHOD} AS method, ${PATH} AS path,
      ${EARLIER_AT} AS earlier_at, ${EARLIER_USAGE} AS earlier_usage
    FROM ${SHEETS} ${ITS_TOKEN}`;
}

/**
 * What sheets tell of the last use of an organization's tokens (`seq`) at the moment `since` (ms UTC): `stood`, its
 * time in 16 digits and its usage behind them, or null; `is_lost` where a later one has taken its place;
 * `earlier_usage`, the last but one.
 */
export function stoodOnSheets(organizationId: string, since: number): SQL {
  return sql`SELECT t.seq, ${EARLIER_AT} > ${since} AS is_lost,
      CASE WHEN ${AT} <= ${since} THEN ${dated(AT, sql`${METHOD} || ' ' || (${PATH})`)}
        WHEN ${EARLIER_AT} <= ${since} THEN ${dated(EARLIER_AT, EARLIER_USAGE)} END AS stood,
      ${EARLIER_USAGE} AS earlier_usage
    FROM ${SHEETS} ${ITS_TOKEN}
    WHERE t.organization_id = ${organizationId} AND sheet.id IN (
      SELECT use_sheet FROM token INDEXED BY token_in_use
      WHERE organization_id = ${organizationId} AND use_marked_at IS NOT NULL)`;
}

/** A use as a text that sorts by its time: 16 digits, and what the token was used for behind them. */
export function dated(at: SQL, usage: SQL): SQL {
  return sql`printf('%016d', ${at}) || (${usage})`;
}

export type Used = {
  id: string;
  lastUsedAt: number | null;
  lastUsedMethod: string | null;
  lastUsedPath: string | null;
  useSheet: number | null;
};

/** The same rows with the last use that their sheets tell of. A further question to D1 only where one of them is in use. */
export async function withLatestUses<Row extends Used>(
  database: Database,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const latest = await latestUses(
    database,
    rows.filter(({ useSheet }) => useSheet !== null),
  );
  return rows.map((row) => {
    const use = latest.get(row.id);
    if (!use || use[0] <= (row.lastUsedAt ?? -1)) return row;
    const [lastUsedAt, lastUsedMethod, lastUsedPath] = use;
    return { ...row, lastUsedAt, lastUsedMethod, lastUsedPath };
  });
}

/** D1 allows a function of SQL 32 arguments, and a statement 100 parameters. */
const PATHS_A_CALL = 30;
const TOKENS_A_STATEMENT = 3 * PATHS_A_CALL;

/** Reads a row for each sheet, however many tokens are on it. */
async function latestUses(database: Database, rows: readonly Used[]): Promise<Map<string, SheetUse>> {
  const latest = new Map<string, SheetUse>();
  if (rows.length === 0) return latest;
  const pieces = inPieces(rows, TOKENS_A_STATEMENT);
  const results = await batch<{ id: number; uses: string }>(database, pieces.map(usesOf));
  for (const [nth, { results: sheets }] of results.entries()) {
    for (const { id, uses } of sheets) {
      const found = (JSON.parse(uses) as (SheetUse | null)[][]).flatMap((call) => call.slice(0, -1));
      for (const [at, row] of (pieces[nth] ?? []).entries()) {
        const use = found[at];
        if (use && row.useSheet === id) latest.set(row.id, use);
      }
    }
  }
  return latest;
}

/** For each sheet a list of lists of what is on it of these tokens, in their order, with a null behind each. */
function usesOf(rows: readonly Used[]): SQL {
  const calls = inPieces(rows, PATHS_A_CALL).map((piece) => {
    // Asked for one path alone, `json_extract` answers with what is there; for several, with a list.
    const paths = [...piece.map(({ id }) => id), ""].map((id) => sql`${`$."${id}"`}`);
    return sql`json_extract(uses, ${sql.join(paths, sql`, `)})`;
  });
  const sheets = JSON.stringify([...new Set(rows.map(({ useSheet }) => useSheet))]);
  return sql`SELECT id, json_array(${sql.join(calls, sql`, `)}) AS uses
    FROM use_sheet WHERE id IN (SELECT value FROM json_each(${sheets}))`;
}
