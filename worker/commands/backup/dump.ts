import { inPieces } from "../../../db/pieces.ts";
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
  yield* dumpSheets(database);
}

async function* dumpTable(database: CommandDatabase, table: string): AsyncGenerator<string> {
  const columns = await database.query<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => `quote("${name}")`).join(" || ', ' || ");
  for (let after = 0; ; ) {
    const rows = await database.query<{ row: number; text: string }>(
      `SELECT rowid AS row, ${values} AS text FROM "${table}" WHERE rowid > ${after} ORDER BY rowid LIMIT ${ROWS_A_PAGE}`,
    );
    for (const piece of inPieces(rows, ROWS_A_STATEMENT)) {
      const lines = piece.map(({ text }) => `(${text})`);
      yield `INSERT INTO "${table}" (${names}) VALUES\n${lines.join(",\n")};\n`;
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_A_PAGE) return;
    after = last.row;
  }
}

type Entry = { key: string; value: string };

/** Hundreds of uses in a row are more than D1 takes in a statement: they are put on their sheets some at a time. */
async function* dumpSheets(database: CommandDatabase): AsyncGenerator<string> {
  const sheets = await database.query<{ id: number; tokens: number }>("SELECT id, tokens FROM use_sheet");
  for (const { id, tokens } of sheets) {
    yield `INSERT INTO use_sheet (id, tokens, uses) VALUES (${id}, ${tokens}, '{}');\n`;
    for (const column of ["uses", "counts"]) {
      const entries = await database.query<Entry>(
        `SELECT entry.key, entry.value FROM use_sheet, json_each(${column}) AS entry WHERE use_sheet.id = ${id}`,
      );
      for (const piece of inPieces(entries, ROWS_A_STATEMENT)) {
        const patch = `{${piece.map(({ key, value }) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
        yield `UPDATE use_sheet SET ${column} = json_patch(${column}, '${patch.replaceAll("'", "''")}') WHERE id = ${id};\n`;
      }
    }
  }
}
