import { type Column, getTableColumns, isSQLWrapper, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** The content of a row: values, or expressions. */
type Row<Table extends SQLiteTable> = {
  [Name in keyof Table["$inferInsert"]]: Table["$inferInsert"][Name] | SQLWrapper;
};

/**
 * Inserts a row for each row of the source that matches `where`. Raw: Drizzle's INSERT … SELECT names every column of
 * the table.
 */
export function insertFrom<Table extends SQLiteTable>(
  table: Table,
  row: Row<Table>,
  source: SQLWrapper,
  where: SQL | undefined,
): SQL {
  const { columns, values } = partsOf(table, row);
  return sql`INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${source} WHERE ${where ?? sql`TRUE`}`;
}

/** Inserts a row if the condition holds. Raw: Drizzle has no condition on VALUES, and no SELECT without a FROM. */
export function insertWhere<Table extends SQLiteTable>(
  table: Table,
  row: Row<Table>,
  where: SQL | undefined,
): SQL {
  const { columns, values } = partsOf(table, row);
  return sql`INSERT INTO ${table} (${columns}) SELECT ${values} WHERE ${where ?? sql`TRUE`}`;
}

/** Only the columns that the row has: the others keep their defaults. */
function partsOf<Table extends SQLiteTable>(table: Table, row: Row<Table>) {
  const columns: Record<string, Column> = getTableColumns(table);
  const given = Object.entries(row as Record<string, unknown>).flatMap(([name, value]) => {
    const column = columns[name];
    return column && value !== undefined ? [{ column, value }] : [];
  });
  return {
    columns: sql.join(
      given.map(({ column }) => sql.identifier(column.name)),
      sql`, `,
    ),
    values: sql.join(
      given.map(({ column, value }) => (isSQLWrapper(value) ? value : sql.param(value, column))),
      sql`, `,
    ),
  };
}

/**
 * Whether it is one of a list of any length. Raw: json_each; with `inArray` each item is a parameter, and D1 takes a
 * hundred.
 */
export function isOneOf(column: SQLWrapper, values: readonly (string | number)[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** The same for hashes, listed in hex. Raw: json_each. */
export function isOneOfHashes(column: SQLWrapper, inHex: readonly string[]): SQL {
  return sql`${column} IN (SELECT unhex(value) FROM json_each(${JSON.stringify(inHex)}))`;
}

/** Whether a column's JSON list contains the value. Raw: json_each. */
export function contains(list: SQLWrapper, value: string): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${list}) WHERE value = ${value})`;
}

/** Undoes its batch if `unmet` names anything. Raw: inserts a SELECT without a FROM into a view with a trigger. */
export function insertDemand(unmet: SQL): SQL {
  return sql`INSERT INTO demand (unmet) SELECT ${unmet}`;
}

/** Raw: a recursive table, of the numbers up to `pieces`. */
export function insertPieces(pieces: number, bytes: number): SQL {
  return sql`INSERT OR IGNORE INTO reserve (id, space)
    WITH RECURSIVE piece (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM piece WHERE id < ${pieces})
    SELECT id, zeroblob(${bytes}) FROM piece WHERE id NOT IN (SELECT id FROM reserve)`;
}

/** Raw: wrangler's own table, which the schema does not contain. */
export function countMigrations(): SQL {
  return sql`SELECT count(*) AS applied FROM d1_migrations`;
}

/** The query of `db/condition.ts`: one row from four tables. Raw: a SELECT without a FROM. */
export function tellCondition(): SQL {
  return sql`SELECT (SELECT 1 FROM organization LIMIT 1),
    EXISTS (SELECT 1 FROM database_restore WHERE mended_at IS NULL) AS isUnmended,
    (SELECT max(at) FROM cron_run) AS cronAt,
    (SELECT min(next_attempt_at) FROM outbox WHERE next_attempt_at IS NOT NULL) AS mailDueSince`;
}

/** Raw: by rowid, the order in which mail was queued, which is no Drizzle column. */
export function tellStuckMail(least: number): SQL {
  return sql`SELECT count(*) >= ${least} AND sum(sent_at IS NOT NULL) = 0 AS stuck
    FROM (SELECT sent_at FROM outbox WHERE attempts > 1 OR sent_at IS NOT NULL ORDER BY rowid DESC LIMIT 200)`;
}

/** A query for the metadata of its answer alone. Raw: a SELECT without a FROM. */
export function nothing(): SQL {
  return sql`SELECT 1`;
}
