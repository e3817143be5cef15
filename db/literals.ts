import { hexOf } from "../worker/domain/hex.ts";
import { type Statement, toQuery } from "./connect.ts";

/** A statement as text with its parameters written out, for tools that accept only text. */
export function asText(statement: Statement): string {
  const { sql, params } = toQuery(statement);
  let at = 0;
  return sql.replace(/'(?:[^']|'')*'|\?/g, (part) => (part === "?" ? literal(params[at++]) : part));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Uint8Array) return `X'${hexOf(value)}'`;
  return `'${String(value).replaceAll("'", "''")}'`;
}
