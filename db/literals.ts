import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { Statement } from "./connect.ts";

const dialect = new SQLiteSyncDialect();

/** A statement as text with its parameters written out, for tools that take nothing else. */
export function asText(statement: Statement): string {
  const { sql, params } = "toSQL" in statement ? statement.toSQL() : dialect.sqlToQuery(statement);
  let at = 0;
  return sql.replace(/'(?:[^']|'')*'|\?/g, (part) => (part === "?" ? literal(params[at++]) : part));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Uint8Array) {
    return `X'${[...value].map((byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  return `'${String(value).replaceAll("'", "''")}'`;
}
