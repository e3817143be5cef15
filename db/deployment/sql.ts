import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** Raw: a table of SQLite's own, so that a database newer than this version is exported whole. */
export function columnsOf(table: SQLiteTable): SQL {
  return sql`SELECT name FROM pragma_table_info(${getTableName(table)})`;
}

/**
 * The rows after a given one, each as a line of JSON with these columns. Raw: by rowid; the database itself says which
 * columns there are.
 */
export function linesOf(
  table: SQLiteTable,
  columns: readonly string[],
  where: SQL | undefined,
  { after, limit }: { after: number; limit: number },
): SQL {
  const fields = columns.map((name) => sql`${name}, ${sql.identifier(name)}`);
  return sql`SELECT rowid AS row, json_object('part', ${getTableName(table)}, ${sql.join(fields, sql`, `)}) AS line
    FROM ${table} WHERE ${where} AND rowid > ${after} ORDER BY rowid LIMIT ${limit}`;
}

/** The members, each as a line of JSON. Raw: json_object. */
export function peopleOf(organizationId: string): SQL {
  return sql`SELECT json_object('part', 'user', 'id', id, 'email', email, 'kind', kind, 'created_at', created_at) AS line
    FROM user WHERE id IN (SELECT user_id FROM membership WHERE organization_id = ${organizationId}) ORDER BY id`;
}
