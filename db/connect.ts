import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";
import type { SQL } from "drizzle-orm";
import { DrizzleD1Database, SQLiteD1Session } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Allowance } from "./allowance.ts";
import { patient } from "./patience.ts";

/** Drizzle's relational queries are not used. */
type NoSchema = Record<string, never>;

export type Database = DrizzleD1Database & { $client: D1Database };

/** A statement as Drizzle builds it, or as a template of `sql`. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } };

/**
 * Drizzle quotes names with double quotes, and SQLite reads an unknown name in double quotes as a text: a column that
 * an older schema lacks would yield its own name. In backticks it is an error.
 */
class Dialect extends SQLiteAsyncDialect {
  override escapeName(name: string): string {
    return `\`${name}\``;
  }
}

const dialect = new Dialect();
const connections = new WeakMap<D1Database, Database>();

/** The Drizzle side of a D1 binding: one per binding, because making it costs time and it holds no state. */
export function connect(d1: D1Database): Database {
  let database = connections.get(d1);
  if (!database) {
    database = over(patient(d1));
    connections.set(d1, database);
  }
  return database;
}

/** As `connect`, for an invocation with many questions: each is taken from its allowance. */
export function connectWithin(allowance: Allowance, d1: D1Database): Database {
  return over(patient(d1, () => allowance.take()));
}

function over($client: D1Database): Database {
  const session = new SQLiteD1Session<NoSchema, NoSchema>($client, dialect, undefined);
  return Object.assign(new DrizzleD1Database<NoSchema>("async", dialect, session, undefined), { $client });
}

/** Builds statements for a batch: it has no connection and sends nothing. */
export const build: Pick<Database, "select" | "selectDistinct" | "insert" | "update" | "delete"> = over(
  null as never,
);

/** Its text with a `?` for each parameter, and the parameters. */
export function toQuery(statement: Statement): { sql: string; params: unknown[] } {
  return "toSQL" in statement ? statement.toSQL() : dialect.sqlToQuery(statement);
}

/** One statement with its parameters bound. */
export function prepare(database: Database, statement: Statement): D1PreparedStatement {
  const { sql, params } = toQuery(statement);
  return database.$client.prepare(sql).bind(...params);
}

/**
 * Statements as one transaction, all or nothing. Not Drizzle's own `batch`, which loses the parameters of raw SQL
 * (drizzle-orm #2277).
 */
export function batch<Row = Record<string, unknown>>(
  database: Database,
  statements: readonly Statement[],
): Promise<D1Result<Row>[]> {
  return database.$client.batch<Row>(statements.map((statement) => prepare(database, statement)));
}
