import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";

export interface Counter {
  read: number;
  written: number;
}

/** The same database, which counts the rows that D1 reports as read and written. */
export function counting(d1: D1Database): { d1: D1Database; counter: Counter } {
  const counter: Counter = { read: 0, written: 0 };
  const originals = new WeakMap<object, D1PreparedStatement>();
  const count = <Row>(result: D1Result<Row>): D1Result<Row> => {
    counter.read += result.meta.rows_read;
    counter.written += result.meta.rows_written;
    return result;
  };
  const counted = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const all = async <Row>() => count(await statement.all<Row>());
    const wrapped = {
      bind: (...values: unknown[]) => counted(statement.bind(...values), sql),
      all,
      run: all,
      first: async (column?: string) => {
        const row = (await all<Record<string, unknown>>()).results[0];
        return row === undefined ? null : column === undefined ? row : row[column];
      },
      // `raw` does not report the rows it read, and `all` loses columns of the same name, so reads run both. A
      // statement that changes rows cannot run twice; its columns all have different names.
      raw: async () => {
        const { results } = await all<Record<string, unknown>>();
        return /^\s*select\b/i.test(sql) ? statement.raw() : results.map((row) => Object.values(row));
      },
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };
  const wrapped = {
    prepare: (sql: string) => counted(d1.prepare(sql), sql),
    batch: async (statements: D1PreparedStatement[]) =>
      (await d1.batch(statements.map((one) => originals.get(one) ?? one))).map(count),
  } as unknown as D1Database;
  return { d1: wrapped, counter };
}
