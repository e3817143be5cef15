import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { batch, type Database } from "./connect.ts";
import { token } from "./tables/token.ts";
import { useSheet } from "./tables/use-sheet.ts";
import { listed, recordFirstUses, type TokenUse, usage } from "./token-uses.ts";

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
            group_concat(iif(is_new, NULL, ${usage(sql`method`, sql`path`)})) AS usage_before
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
      CASE WHEN ${AT} <= ${since} THEN ${dated(AT, usage(METHOD, PATH))}
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

/** A row as it was read, with its token's entry on its sheet as JSON (`ENTRY`), or null. */
export type Used = {
  lastUsedAt: number | null;
  lastUsedMethod: string | null;
  lastUsedPath: string | null;
  entry: string | null;
};

/** How a token is joined to its sheet. */
export const ON_SHEET = sql`${useSheet.id} = ${token.useSheet}`;

/** A token's entry among the uses of its sheet. */
export function entryOn(uses: SQLWrapper, tokenId: SQLWrapper): SQL<string | null> {
  return sql`${uses} -> ('$."' || ${tokenId} || '"')`;
}

/** A token's entry on its sheet; `token` is joined to `use_sheet`, which is a row more for each token in use. */
export const ENTRY = entryOn(useSheet.uses, token.id);

/** The same row with the last use that its sheet tells of, where that is later. */
export function withLatestUse<Row extends Used>({ entry, ...row }: Row): Omit<Row, "entry"> {
  if (entry === null) return row;
  const [lastUsedAt, lastUsedMethod, lastUsedPath] = JSON.parse(entry) as SheetUse;
  return lastUsedAt > (row.lastUsedAt ?? -1) ? { ...row, lastUsedAt, lastUsedMethod, lastUsedPath } : row;
}
