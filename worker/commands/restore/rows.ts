import type { CommandDatabase } from "../d1/command-database.ts";

const INSERTION = /^INSERT INTO "(\w+)" \(([^)]*)\) VALUES /;

/**
 * Runs statements of a backup in one transaction. Leaves out rows without their parent, and returns the tables of
 * those.
 */
export async function runStatements(
  database: CommandDatabase,
  statements: readonly string[],
): Promise<Set<string>> {
  try {
    await database.run(statements);
    return new Set();
  } catch (error) {
    if (!/FOREIGN KEY/i.test(error instanceof Error ? error.message : "")) throw error;
    return runWithParents(database, statements);
  }
}

/** A user who was removed during a backup may be in it in part; rows that belong to nobody are not restored. */
async function runWithParents(
  database: CommandDatabase,
  statements: readonly string[],
): Promise<Set<string>> {
  const tables = new Set<string>();
  const bounded: string[] = [];
  for (const statement of statements) {
    const [opening, table, columns] = INSERTION.exec(statement) ?? [];
    if (!opening || !table || !columns) {
      bounded.push(statement);
      continue;
    }
    tables.add(table);
    const values = statement.slice(opening.length).replace(/;$/, "");
    const condition = await haveParents(database, table);
    bounded.push(
      `INSERT INTO "${table}" (${columns}) WITH given (${columns}) AS (VALUES ${values}) SELECT * FROM given WHERE ${condition}`,
    );
  }
  await database.run(bounded);
  return tables;
}

async function haveParents(database: CommandDatabase, table: string): Promise<string> {
  const keys = await database.query<{ id: number; parent: string; from: string; to: string }>(
    `SELECT id, "table" AS parent, "from", "to" FROM pragma_foreign_key_list('${table}')`,
  );
  const conditions = [...Map.groupBy(keys, ({ id }) => id).values()].map((parts) => {
    const same = parts.map(({ from, to }) => `parent."${to}" = given."${from}"`).join(" AND ");
    const none = parts.map(({ from }) => `given."${from}" IS NULL`).join(" OR ");
    return `(${none} OR EXISTS (SELECT 1 FROM "${parts[0]?.parent}" AS parent WHERE ${same}))`;
  });
  return ["TRUE", ...conditions].join(" AND ");
}
