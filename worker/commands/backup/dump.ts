import type { CommandDatabase } from "../d1/command-database.ts";
import { KEPT_TABLES } from "./contents.ts";

/** Below D1's 100 kB a statement even where every text of every row is as long as it can be. */
const ROWS_A_STATEMENT = 20;
const ROWS_A_PAGE = 2_000;

/**
 * A database as SQL, table by table and page by page: `wrangler d1 export` refuses databases with a
 * search index. The index and all counts are left out: triggers make them again.
 */
export async function* dump(database: CommandDatabase): AsyncGenerator<string> {
  for (const table of KEPT_TABLES) yield* dumpTable(database, table);
}

async function* dumpTable(database: CommandDatabase, table: string): AsyncGenerator<string> {
  const columns = await database.query<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => `quote("${name}")`).join(" || ', ' || ");
  for (let after = 0; ; ) {
    const rows = await database.query<{ row: number; text: string }>(
      `SELECT rowid AS row, ${values} AS text FROM "${table}" WHERE rowid > ${after} ORDER BY rowid LIMIT ${ROWS_A_PAGE}`,
    );
    for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
      const lines = rows.slice(at, at + ROWS_A_STATEMENT).map(({ text }) => `(${text})`);
      yield `INSERT INTO "${table}" (${names}) VALUES\n${lines.join(",\n")};\n`;
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_A_PAGE) return;
    after = last.row;
  }
}
