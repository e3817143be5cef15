import { env } from "cloudflare:workers";
import { rows } from "./rows.ts";

/** The tables that a restore concerns: all of them go back, the others stay. */
const TABLES = ["token", "tombstone_due", "fence", "database_restore", "one_time_link"] as const;

type Rows = Record<string, unknown>[];

/**
 * Remembers the database. The returned function puts it back to this state, as D1's Time Travel does; KV and the
 * isolates stay as they are.
 */
export async function pointInTime(): Promise<() => Promise<void>> {
  const then = new Map<string, Rows>();
  for (const table of TABLES)
    then.set(table, await rows(`SELECT rowid AS rowid, * FROM ${table} ORDER BY rowid`));
  return async () => {
    await env.DB.batch([
      ...TABLES.map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
      ...TABLES.flatMap((table) => (then.get(table) ?? []).map((row) => insertion(table, row))),
    ]);
  };
}

function insertion(table: string, { seq, rowid, ...row }: Record<string, unknown>) {
  const own = { ...(table === "token" ? { seq } : { rowid }), ...row };
  const values = Object.values(own).map((value) => (Array.isArray(value) ? Uint8Array.from(value) : value));
  return env.DB.prepare(
    `INSERT INTO ${table} (${Object.keys(own).join()}) VALUES (${values.map(() => "?").join()})`,
  ).bind(...values);
}
