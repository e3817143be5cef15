import { APPEND_ONLY, KEPT_TABLES } from "./contents.ts";
import { endLine, headLine, tombstoneLine } from "./format.ts";
import { RowNumbers } from "./row-numbers.ts";
import type { Source } from "./source.ts";
import { deleteStatements, insertStatements, literalsOf, type Row, type Table } from "./statements.ts";

const ROWS_A_PAGE = 5_000;
const NUMBERS_A_PAGE = 50_000;

/**
 * A database as lines of SQL in this version's format (`format.ts`), table by table and page by page: `wrangler d1
 * export` refuses databases with a search index. The index and all counts are left out; triggers rebuild them.
 * Others may write meanwhile. One question at the beginning bounds what is read, so no row comes without its parent.
 * Rows that were deleted during the reading are deleted again at the end, so a token that was revoked before the end
 * does not come back.
 */
export async function* dump(
  { database, tombstones, tokenPrefix }: Source,
  version: string,
  progress: (words: string) => void = () => {},
): AsyncGenerator<string> {
  let lines = 0;
  const line = (text: string) => {
    lines++;
    return text;
  };
  const applied = await migrationsOf(database);
  const tables = await tablesOf(database);
  const last = await lastRows(database, tables);
  yield line(
    headLine({
      format: 1,
      version,
      migrations: applied,
      tokenPrefix,
      at: new Date().toISOString(),
    }),
  );

  const read = new Map<string, RowNumbers>();
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const numbers = new RowNumbers();
    let count = 0;
    for await (const rows of pages(database, table, last.get(table.name) ?? 0)) {
      for await (const statement of insertStatements(database, table, rows)) yield line(statement);
      if (!APPEND_ONLY.includes(table.name)) for (const { row } of rows) numbers.add(row);
      count += rows.length;
      progress(`${table.name}: ${count} rows`);
    }
    read.set(table.name, numbers);
    counts[table.name] = count;
  }
  for (const table of tables.toReversed()) {
    const gone = await missing(database, table, read.get(table.name) ?? new RowNumbers());
    for (const statement of deleteStatements(table, gone)) yield line(statement);
    counts[table.name] = (counts[table.name] ?? 0) - gone.length;
  }

  let buried = 0;
  for await (const page of tombstones.all()) {
    for (const one of page) yield line(tombstoneLine(one));
    buried += page.length;
    progress(`revoked tokens: ${buried}`);
  }
  yield endLine({ rows: counts, tombstones: buried, lines });
}

/** The tables whose migrations it has run, in their order. */
async function migrationsOf(database: Source["database"]): Promise<string[]> {
  const rows = await database.query<{ name: string }>("SELECT name FROM d1_migrations ORDER BY id");
  return rows.map(({ name }) => name);
}

/** The tables that this database has: an earlier schema lacks some. */
async function tablesOf(database: Source["database"]): Promise<Table[]> {
  const tables: Table[] = [];
  for (const name of KEPT_TABLES) {
    const columns = await database.query<{ name: string }>(
      `SELECT name FROM pragma_table_info('${name}') ORDER BY cid`,
    );
    if (columns.length > 0) tables.push({ name, columns: columns.map((column) => column.name) });
  }
  return tables;
}

async function lastRows(
  database: Source["database"],
  tables: readonly Table[],
): Promise<Map<string, number>> {
  if (tables.length === 0) return new Map();
  // One question sees one moment.
  const columns = tables.map(({ name }) => `(SELECT coalesce(max(rowid), 0) FROM "${name}") AS "${name}"`);
  const [row] = await database.query<Record<string, number>>(`SELECT ${columns.join(", ")}`);
  return new Map(Object.entries(row ?? {}));
}

async function* pages(database: Source["database"], table: Table, last: number): AsyncGenerator<Row[]> {
  const { rowsAtOnce = ROWS_A_PAGE } = database;
  for (let after = 0; ; ) {
    const rows = await database.query<Row>(
      `SELECT rowid AS row, ${literalsOf(table)} AS text FROM "${table.name}" WHERE rowid > ${after} AND rowid <= ${last} ORDER BY rowid LIMIT ${rowsAtOnce}`,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.row ?? last;
  }
}

/** Those of these rows, in their order, that no longer exist. */
async function missing(database: Source["database"], { name }: Table, rows: RowNumbers): Promise<number[]> {
  const gone: number[] = [];
  for (const piece of rows.pieces(NUMBERS_A_PAGE)) {
    const within = `FROM "${name}" WHERE rowid BETWEEN ${piece[0]} AND ${piece.at(-1)}`;
    const [found] = await database.query<{ numbers: string }>(
      `SELECT json_group_array(rowid) AS numbers ${within}`,
    );
    const there = new Set<number>(JSON.parse(found?.numbers ?? "[]"));
    gone.push(...piece.filter((row) => !there.has(row)));
  }
  return gone;
}
