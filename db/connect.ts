import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";
import type { SQL } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import type { Allowance } from "./allowance.ts";
import { patient } from "./patience.ts";

export type Database = DrizzleD1Database & { $client: D1Database };

/** A statement as Drizzle builds it, or as a template of `sql`. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } };

const dialect = new SQLiteSyncDialect();
const connections = new WeakMap<D1Database, Database>();

/** The Drizzle side of a D1 binding: one for each binding, since making it costs and holds no state. */
export function connect(d1: D1Database): Database {
  let database = connections.get(d1);
  if (!database) {
    database = drizzle(patient(d1)) as Database;
    connections.set(d1, database);
  }
  return database;
}

/** As `connect`, for one invocation that asks very much: each question is taken from its allowance. */
export function connectWithin(allowance: Allowance, d1: D1Database): Database {
  return drizzle(patient(d1, () => allowance.take())) as Database;
}

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
 * Statements as one transaction, all or nothing. Not Drizzle's own `batch`, which loses the parameters
 * of raw SQL (drizzle-orm #2277).
 */
export function batch<Row = Record<string, unknown>>(
  database: Database,
  statements: readonly Statement[],
): Promise<D1Result<Row>[]> {
  return database.$client.batch<Row>(statements.map((statement) => prepare(database, statement)));
}
