import { type SQL, sql } from "drizzle-orm";
import { batch, type Database } from "./connect.ts";
import {
  behind,
  compare,
  fromIndex,
  indexedKey,
  inOrder,
  isMoving,
  isSettled,
  type Place,
  placedKey,
  placedKeyOnSheets,
  type Walk,
} from "./token-order.ts";
import { type ListedRow, type ListedToken, listed } from "./tokens.ts";
import { entryOn, stoodOnSheets } from "./use-sheets.ts";

export type OrganizationToken = ListedToken & { user: { id: string; name: string; email: string | null } };

/** A row of the list in its place. */
export type Placed = Row & { place: Place };

type Row = ListedRow & {
  userId: string;
  userName: string;
  email: string | null;
  key: string | number;
};

/** The walk's next tokens that `where` lets through, in order, at most `limit`. */
export async function nextTokens(
  database: Database,
  walk: Walk,
  where: SQL,
  limit: number,
): Promise<Placed[]> {
  const settled = sql`${isSettled(walk)} AND ${where}`;
  return inPlace(database, walk, limit, [
    detailed(walk, indexedKey(walk), settled, limit, fromIndex(walk)),
    ...unsettled(walk, where, limit),
  ]);
}

/** Tokens that this walk does not find by the index: in steady use, or used since it began. */
export function unsettledTokens(
  database: Database,
  walk: Walk,
  where: SQL,
  limit: number,
): Promise<Placed[]> {
  return inPlace(database, walk, limit, unsettled(walk, where, limit));
}

/** Of these tokens (`seq`) the walk's next, in order, at most `limit`. */
export function nextOf(
  database: Database,
  walk: Walk,
  seqs: SQL,
  where: SQL,
  limit: number,
): Promise<Placed[]> {
  const among = sql`(${seqs}) AS among CROSS JOIN token AS t ON t.seq = among.seq`;
  if (!isMoving(walk)) {
    return inPlace(database, walk, limit, [detailed(walk, placedKey(walk), where, limit, among)]);
  }
  const onSheets = detailed(
    walk,
    placedKeyOnSheets(walk),
    sql`t.seq IN (SELECT seq FROM (${seqs})) AND ${where}`,
    limit,
    ON_SHEETS,
  );
  const others = detailed(walk, placedKey(walk), sql`${IS_ON_NO_SHEET} AND ${where}`, limit, among);
  return inPlace(database, walk, limit, [withSheets(walk, [onSheets, others])]);
}

function unsettled(walk: Walk, where: SQL, limit: number): SQL[] {
  if (!isMoving(walk)) return [];
  const inRows = (isThere: SQL, index: SQL) =>
    detailed(walk, placedKey(walk), sql`${isThere} AND ${IS_ON_NO_SHEET} AND ${where}`, limit, index);
  return [
    withSheets(walk, [
      detailed(walk, placedKeyOnSheets(walk), sql`NOT ${isSettled(walk)} AND ${where}`, limit, ON_SHEETS),
      inRows(sql`t.use_marked_at IS NOT NULL`, sql`token AS t INDEXED BY token_in_use`),
      inRows(
        sql`t.use_marked_at IS NULL AND t.sorted_used_at > ${walk.since}`,
        sql`token AS t INDEXED BY token_by_last_use`,
      ),
    ]),
  ];
}

const ENTRY = entryOn(sql.raw("sheet.uses"), sql.raw("t.id"));
const ON_SHEETS = sql.raw("s CROSS JOIN token AS t ON t.seq = s.seq");
const IS_ON_NO_SHEET = sql.raw("t.seq NOT IN (SELECT seq FROM s)");

function withSheets({ organizationId, since }: Walk, selects: SQL[]): SQL {
  return sql`WITH s AS MATERIALIZED (${stoodOnSheets(organizationId, since)}) ${sql.join(selects, sql` UNION ALL `)}`;
}

/** Rows are found and cut to the page before their owners are looked up. */
function detailed(walk: Walk, key: SQL, where: SQL, limit: number, from: SQL): SQL {
  return sql`SELECT t.id, t.name, t.created_at AS createdAt, t.expires_at AS expiresAt, t.scopes,
      t.last_used_at AS lastUsedAt, t.last_used_method AS lastUsedMethod, t.last_used_path AS lastUsedPath,
      ${ENTRY} AS entry, t.user_id AS userId, m.name AS userName, u.email, t.key
    FROM (SELECT t.*, ${key} AS key FROM ${from}
      WHERE t.organization_id = ${walk.organizationId} AND t.kind = 'api' AND ${behind(walk, key)} AND ${where}
      ORDER BY ${inOrder(walk, key)} LIMIT ${limit}) AS t
    JOIN membership AS m ON m.organization_id = t.organization_id AND m.user_id = t.user_id
    JOIN user AS u ON u.id = t.user_id
    LEFT JOIN use_sheet AS sheet ON sheet.id = t.use_sheet`;
}

async function inPlace(database: Database, walk: Walk, limit: number, statements: SQL[]): Promise<Placed[]> {
  if (statements.length === 0) return [];
  const results = await batch<Row>(database, statements);
  return merged(
    walk,
    results.flatMap(({ results }) => results.map(placed)),
  ).slice(0, limit);
}

/** In the walk's order. */
export function merged(walk: Walk, rows: readonly Placed[]): Placed[] {
  return rows.toSorted((one, other) => compare(walk, one.place, other.place));
}

function placed(row: Row): Placed {
  return { ...row, place: { key: row.key, id: row.id } };
}

/** A row as the list shows it. */
export function shown({ place, key, userId, userName, email, ...row }: Placed): OrganizationToken {
  return { ...listed(row), user: { id: userId, name: userName, email } };
}
