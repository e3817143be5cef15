import { type SQL, sql } from "drizzle-orm";
import { batch, type Database } from "./connect.ts";
import { recordFirstUses, type TokenUse } from "./token-uses.ts";

/** A token's last use on a sheet, and the one that stood there before it: where a walk finds it that began in between. */
export type SheetUse = [
  at: number,
  method: string,
  path: string,
  earlierAt: number | null,
  earlierUsage: string | null,
];

/** What an isolate tells of up to some hundreds of tokens, by their ids. */
export type UseSheet = { id: number; newestAt: number; uses: Record<string, SheetUse> };

const USES = sql.raw("use_sheet, json_each(use_sheet.uses) AS used");
const AT = sql.raw("used.value ->> 0");
const USAGE = sql.raw("used.value ->> 1 || ' ' || (used.value ->> 2)");
const EARLIER_AT = sql.raw("used.value ->> 3");
const EARLIER_USAGE = sql.raw("used.value ->> 4");

/** So many tokens are looked for by one statement, whose parameters D1 allows a hundred of. */
const MOST_AT_ONCE = 90;

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
export function latestOnSheets(): SQL {
  return sql`SELECT used.key AS id, max(${AT}) AS at, used.value ->> 1 AS method, used.value ->> 2 AS path,
      ${EARLIER_AT} AS earlier_at, ${EARLIER_USAGE} AS earlier_usage
    FROM ${USES} GROUP BY used.key`;
}

/**
 * What sheets tell of each token's last use at the moment `since` (ms UTC): `stood`, its time in 16 digits and its
 * usage behind them, or null; `is_lost` where a later one has taken its place; `earlier_usage`, the last but one.
 */
export function stoodOnSheets(since: number): SQL {
  return sql`SELECT used.key AS id, max(${EARLIER_AT} > ${since}) AS is_lost,
      max(CASE WHEN ${AT} <= ${since} THEN ${dated(AT, USAGE)}
        WHEN ${EARLIER_AT} <= ${since} THEN ${dated(EARLIER_AT, EARLIER_USAGE)} END) AS stood,
      substr(max(${dated(AT, EARLIER_USAGE)}), 17) AS earlier_usage
    FROM ${USES} GROUP BY used.key`;
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
  const latest = await latestUses(database, inUse);
  return rows.map((row) => {
    const use = latest.get(row.id);
    if (!use || use[0] <= (row.lastUsedAt ?? -1)) return row;
    const [lastUsedAt, lastUsedMethod, lastUsedPath] = use;
    return { ...row, lastUsedAt, lastUsedMethod, lastUsedPath };
  });
}

/** Reads a row for each sheet, however many tokens are on it. */
async function latestUses(database: Database, ids: readonly string[]): Promise<Map<string, SheetUse>> {
  const pieces: string[][] = [];
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE) pieces.push(ids.slice(at, at + MOST_AT_ONCE));
  const results = await batch<{ uses: string }>(
    database,
    pieces.map((piece) => {
      // Asked for one path alone, `json_extract` answers with what is there; for several, with a list.
      const paths = [...piece, ""].map((id) => sql`${`$."${id}"`}`);
      return sql`SELECT json_extract(uses, ${sql.join(paths, sql`, `)}) AS uses FROM use_sheet`;
    }),
  );
  const latest = new Map<string, SheetUse>();
  for (const [nth, { results: sheets }] of results.entries()) {
    for (const { uses } of sheets) {
      const found = JSON.parse(uses) as (SheetUse | null)[];
      for (const [at, id] of (pieces[nth] as string[]).entries()) {
        const use = found[at];
        if (use && use[0] > (latest.get(id)?.[0] ?? -1)) latest.set(id, use);
      }
    }
  }
  return latest;
}
