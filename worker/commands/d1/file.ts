import { createHash, createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CommandDatabase } from "./command-database.ts";

/** More at once are no quicker, and take three times the memory. */
const ROWS_AT_ONCE = 1_000;

/**
 * Rows that are restored go into several indexes, all over the file: a larger cache and rarer checkpoints write each
 * page less often. After a power failure the last transactions may be missing, none in part.
 */
const PRAGMAS = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 16000`;

const NAMESPACES = { d1: "miniflare-D1DatabaseObject", kv: "miniflare-KVNamespaceObject" };

/** The file in which a local D1 or KV of this id is kept, as workerd derives its name. */
export function fileOf(persisted: string, of: "d1" | "kv", id: string): string {
  const namespace = NAMESPACES[of];
  const key = createHash("sha256").update(namespace).digest();
  const half = (text: string | Buffer) => createHmac("sha256", key).update(text).digest().subarray(0, 16);
  const name = Buffer.concat([half(id), half(half(id))]).toString("hex");
  return join(persisted, of, namespace, `${name}.sqlite`);
}

/** This file, which is made if it is missing. workerd may not have it open meanwhile. */
export function openFile(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const sqlite = new DatabaseSync(path);
  sqlite.exec(PRAGMAS);
  return sqlite;
}

export function inOneTransaction<Outcome>(sqlite: DatabaseSync, work: () => Outcome): Outcome {
  sqlite.exec("BEGIN");
  try {
    const outcome = work();
    sqlite.exec("COMMIT");
    return outcome;
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
    throw error;
  }
}

/** A local D1 in its file. */
export function overFile(path: string): CommandDatabase & { close(): void } {
  const sqlite = openFile(path);
  return {
    rowsAtOnce: ROWS_AT_ONCE,
    query: async <Row>(sql: string) =>
      inOneTransaction(sqlite, () => {
        let rows: unknown[] = [];
        for (let rest = sql; rest.trim() !== ""; ) {
          // SQLite prepares the first statement, and tells where that ends.
          const statement = sqlite.prepare(rest);
          rows = statement.all();
          rest = rest.slice(statement.sourceSQL.length);
        }
        return rows as Row[];
      }),
    run: async (statements) =>
      inOneTransaction(sqlite, () => {
        for (const statement of statements) sqlite.exec(statement);
      }),
    async size() {
      const { size } = sqlite
        .prepare("SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size")
        .get() as { size: number };
      return size;
    },
    close: () => sqlite.close(),
  };
}
