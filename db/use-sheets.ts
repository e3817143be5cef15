import { type SQL, sql } from "drizzle-orm";
import { batch, type Database, prepare } from "./connect.ts";
import { recordFirstUses, type TokenUse } from "./token-uses.ts";

/** A token's last use on a sheet, and the one that stood there before it: where a walk finds it that began in between. */
export type SheetUse = [
  id: string,
  at: number,
  method: string,
  path: string,
  earlierAt: number | null,
  earlierUsage: string | null,
];

export type UseSheet = { id: number; newestAt: number; uses: readonly SheetUse[] };

const USES = sql.raw("use_sheet, json_each(use_sheet.uses) AS used");
const ID = sql.raw("used.value ->> 0");
const AT = sql.raw("used.value ->> 1");
const USAGE = sql.raw("used.value ->> 2 || ' ' || (used.value ->> 3)");
const EARLIER_AT = sql.raw("used.value ->> 4");
const EARLIER_USAGE = sql.raw("used.value ->> 5");

/**
 * Writes each sheet in the place of what was on it before. Only marked tokens are looked for on sheets: `uses`,
 * those that are new on them, also mark their tokens, where they have come to rest in the meantime.
 */
export async function writeSheets(
  database: Database,
  sheets: readonly UseSheet[],
  uses: readonly TokenUse[],
): Promise<void> {
  await batch(database, [
    recordFirstUses(uses),
    ...sheets.map(
      ({ id, newestAt, uses }) => sql`INSERT INTO use_sheet (id, newest_at, uses)
        VALUES (${id}, ${newestAt}, ${JSON.stringify(uses)})
        ON CONFLICT (id) DO UPDATE SET newest_at = excluded.newest_at, uses = excluded.uses`,
    ),
  ]);
}

/** The latest use of each token that is on a sheet. */
export function latestOnSheets(where: SQL = sql`TRUE`): SQL {
  return sql`SELECT ${ID} AS id, max(${AT}) AS at, used.value ->> 2 AS method, used.value ->> 3 AS path,
      ${EARLIER_AT} AS earlier_at, ${EARLIER_USAGE} AS earlier_usage
    FROM ${USES} WHERE ${where} GROUP BY 1`;
}

/**
 * What sheets tell of each token's last use at the moment `since` (ms UTC): `stood`, its time in 16 digits and its
 * usage behind them, or null; `is_lost` where a later one has taken its place; `earlier_usage`, the last but one.
 */
export function stoodOnSheets(since: number): SQL {
  return sql`SELECT ${ID} AS id, max(${EARLIER_AT} > ${since}) AS is_lost,
      max(CASE WHEN ${AT} <= ${since} THEN ${dated(AT, USAGE)}
        WHEN ${EARLIER_AT} <= ${since} THEN ${dated(EARLIER_AT, EARLIER_USAGE)} END) AS stood,
      substr(max(${dated(AT, EARLIER_USAGE)}), 17) AS earlier_usage
    FROM ${USES} GROUP BY 1`;
}

/** A use as a text that sorts by its time: 16 digits, and what the token was used for behind them. */
export function dated(at: SQL, usage: SQL): SQL {
  return sql`printf('%016d', ${at}) || (${usage})`;
}

type Used = {
  id: string;
  lastUsedAt: number | null;
  lastUsedMethod: string | null;
  lastUsedPath: string | null;
  useMarkedAt: number | null;
};

/** The same rows with the last use that sheets tell of. A further question to D1 only where one of them is in use. */
export async function withLatestUses<Row extends Used>(
  database: Database,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const inUse = rows.flatMap(({ id, useMarkedAt }) => (useMarkedAt === null ? [] : [id]));
  if (inUse.length === 0) return rows;
  const { results } = await prepare(
    database,
    latestOnSheets(sql`${ID} IN (SELECT value FROM json_each(${JSON.stringify(inUse)}))`),
  ).all<{ id: string; at: number; method: string; path: string }>();
  const latest = new Map(results.map((use) => [use.id, use]));
  return rows.map((row) => {
    const use = row.useMarkedAt === null ? undefined : latest.get(row.id);
    if (!use || use.at <= (row.lastUsedAt ?? -1)) return row;
    return { ...row, lastUsedAt: use.at, lastUsedMethod: use.method, lastUsedPath: use.path };
  });
}
