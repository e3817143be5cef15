import type { Source } from "./source.ts";

/** Well below D1's limit of 100 kB per statement. */
const STATEMENT_BYTES = 60_000;

export interface Table {
  name: string;
  columns: string[];
}

/** A row as SQL literals, and its number. */
export interface Row {
  row: number;
  text: string;
}

/** The literals of a row's columns, without line breaks, so that a statement is one line. */
export function literalsOf({ columns }: Table): string {
  const literal = (column: string) => `replace(quote("${column}"), char(10), ''' || char(10) || ''')`;
  return columns.map(literal).join(" || ', ' || ");
}

/**
 * INSERTs of these rows with their numbers, as many rows in each as fit; UPDATEs for a row that does not fit alone.
 */
export async function* insertStatements(
  database: Source["database"],
  table: Table,
  rows: readonly Row[],
): AsyncGenerator<string> {
  let lines: string[] = [];
  let bytes = 0;
  for (const { row, text } of rows) {
    const line = `(${row}, ${text})`;
    const size = Buffer.byteLength(line);
    if (size > STATEMENT_BYTES) {
      yield* insertInPieces(database, table, row);
      continue;
    }
    if (bytes + size > STATEMENT_BYTES) {
      yield insertion(table, lines);
      [lines, bytes] = [[], 0];
    }
    lines.push(line);
    bytes += size + 2;
  }
  if (lines.length > 0) yield insertion(table, lines);
}

/** Deletes the rows with these numbers. */
export function* deleteStatements({ name }: Table, rows: readonly number[]): Generator<string> {
  const AT_ONCE = 1_000;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    yield `DELETE FROM "${name}" WHERE rowid IN (${rows.slice(at, at + AT_ONCE).join(", ")});\n`;
  }
}

function insertion({ name, columns }: Table, lines: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(", ");
  return `INSERT INTO "${name}" (rowid, ${names}) VALUES ${lines.join(", ")};\n`;
}

const PIECE_LENGTH = 10_000;

/** A row whose texts exceed one statement: the long texts start empty and grow. */
async function* insertInPieces(
  database: Source["database"],
  table: Table,
  row: number,
): AsyncGenerator<string> {
  const columns: { column: string; text: string }[] = [];
  for (const column of table.columns) {
    const [found] = await database.query<{ text: string }>(
      `SELECT ${literalsOf({ name: table.name, columns: [column] })} AS text FROM "${table.name}" WHERE rowid = ${row}`,
    );
    // The row was deleted meanwhile.
    if (!found) return;
    columns.push({ column, text: found.text });
  }
  const isLong = ({ text }: { text: string }) => text.length > PIECE_LENGTH;
  const short = columns.map((one) => (isLong(one) ? "''" : one.text));
  yield insertion(table, [`(${row}, ${short.join(", ")})`]);
  for (const { column } of columns.filter(isLong)) {
    for (let from = 1; ; from += PIECE_LENGTH) {
      const [piece] = await database.query<{ text: string; length: number }>(
        `SELECT replace(quote(substr("${column}", ${from}, ${PIECE_LENGTH})), char(10), ''' || char(10) || ''') AS text, length("${column}") AS length FROM "${table.name}" WHERE rowid = ${row}`,
      );
      if (!piece || from > piece.length) break;
      yield `UPDATE "${table.name}" SET "${column}" = "${column}" || ${piece.text} WHERE rowid = ${row};\n`;
    }
  }
}
