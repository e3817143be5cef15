import { count, eq, exists, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable, SQLiteView } from "drizzle-orm/sqlite-core";
import { build } from "./connect.ts";

/** Whether a table has such a row; for use inside another statement. */
export function hasRow(table: SQLiteTable | SQLiteView, where: SQL | undefined): SQL {
  return exists(build.select({ one: sql`1` }).from(table).where(where));
}

/** How many such rows a table has; for use inside another statement. */
export function countOf(table: SQLiteTable | SQLiteView, where: SQL | undefined): SQL {
  return sql`${build.select({ n: count() }).from(table).where(where)}`;
}

/** Equal, or both null. */
export function isSame<Value>(column: SQLiteColumn & { _: { data: Value } }, value: Value | null): SQL {
  return value === null ? isNull(column) : eq(column, value);
}

/**
 * Columns with names, for rows that D1 returns as objects: Drizzle reads its own rows by position, and names no column.
 */
export function named<Columns extends Record<string, SQLWrapper>>(columns: Columns) {
  const entries = Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]);
  return Object.fromEntries(entries) as { [Name in keyof Columns]: SQL.Aliased };
}
