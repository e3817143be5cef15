import type { D1Database, D1PreparedStatement, D1Result, KVNamespace } from "@cloudflare/workers-types";

type Trip = { sql: string; rowsRead: number; rowsWritten: number };

/** D1's error when it is unreachable. */
export const unreachable = () => {
  throw new Error("D1_ERROR: Network connection lost.");
};

/** SQL in one spelling, for Drizzle's and raw statements alike: without quotation marks, its verbs in capitals. */
const spelled = (sql: string) =>
  sql
    .replaceAll(/["`]/g, "")
    .replace(/\b(select|insert into|update|delete from|from|where)\b/g, (word) => word.toUpperCase());

/**
 * D1 with a hook on each round trip. `before` gets the trip's SQL, as `spelled` has it, before it starts, and may throw
 * or delay it.
 */
export function watchedDatabase(d1: D1Database, before: (sql: string) => unknown = () => {}) {
  const trips: Trip[] = [];
  const real = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();

  const note = (sql: string, results: readonly D1Result[]) => {
    const sum = (column: "rows_read" | "rows_written") =>
      results.reduce((total, { meta }) => total + (meta[column] ?? 0), 0);
    trips.push({ sql, rowsRead: sum("rows_read"), rowsWritten: sum("rows_written") });
  };

  const watched = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const run = async () => {
      await before(spelled(sql));
      const result = await statement.all<Record<string, unknown>>();
      note(sql, [result]);
      return result;
    };
    const proxy = {
      bind: (...values: unknown[]) => watched(statement.bind(...values), sql),
      all: run,
      run,
      first: async (column?: string) => {
        const row = (await run()).results[0] ?? null;
        return column && row ? row[column] : row;
      },
      // `raw` does not report the rows it read, and `all` loses columns of the same name, so reads run both. A
      // statement that changes rows cannot run twice; its columns all have different names.
      raw: async () => {
        const { results } = await run();
        return /^\s*select\b/i.test(sql) ? statement.raw() : results.map((row) => Object.values(row));
      },
    } as unknown as D1PreparedStatement;
    real.set(proxy, { statement, sql });
    return proxy;
  };

  const database = {
    prepare: (sql: string) => watched(d1.prepare(sql), sql),
    batch: async (statements: D1PreparedStatement[]) => {
      const inner = statements.map(
        (statement) => real.get(statement) as { statement: D1PreparedStatement; sql: string },
      );
      const sql = inner.map((one) => one.sql).join(";\n");
      await before(spelled(sql));
      const results = await d1.batch(inner.map((one) => one.statement));
      note(sql, results);
      return results;
    },
  } as unknown as D1Database;
  return { database, trips };
}

/** KV that records its calls; `get` and `put` replace the real ones. */
export function watchedKv(
  kv: KVNamespace,
  { get, put }: { get?: (key: string) => Promise<unknown>; put?: (key: string) => Promise<void> } = {},
) {
  const reads: string[] = [];
  const writes: { key: string; value: string; options: unknown }[] = [];
  const tombstones = {
    get: (key: string) => {
      reads.push(key);
      return get ? get(key) : kv.get(key);
    },
    put: (key: string, value: string, options: Parameters<KVNamespace["put"]>[2]) => {
      writes.push({ key, value, options });
      return put ? put(key) : kv.put(key, value, options);
    },
    list: (options: Parameters<KVNamespace["list"]>[0]) => kv.list(options),
  } as unknown as KVNamespace;
  return { tombstones, reads, writes };
}
