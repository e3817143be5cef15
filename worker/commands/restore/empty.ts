import type { CommandDatabase } from "../d1/command-database.ts";
import { migrate, schemaOf } from "../d1/migrations.ts";

/** @throws Error if somebody is in this database */
export async function demandEmpty(database: CommandDatabase): Promise<void> {
  const { applied } = await schemaOf(database);
  if (applied.length === 0) return;
  const [found] = await database.query<{ n: number }>(
    "SELECT (SELECT count(*) FROM organization) + (SELECT count(*) FROM user) + (SELECT count(*) FROM activity) AS n",
  );
  if (found?.n !== 0) {
    throw new Error("This database is not empty. Restore into a fresh one, so that nothing is mixed up.");
  }
}

/** Gives an empty database the schema of a backup: later migrations then also change the restored rows. */
export async function bringToSchema(database: CommandDatabase, migrations: readonly string[]): Promise<void> {
  const { applied } = await schemaOf(database);
  if (applied.some((name) => !migrations.includes(name))) await removeAll(database);
  await migrate(database, migrations);
}

async function removeAll(database: CommandDatabase): Promise<void> {
  const all = await database.query<{ type: string; name: string; virtual: number }>(
    `SELECT type, name, sql LIKE 'CREATE VIRTUAL%' AS "virtual" FROM sqlite_master
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
  );
  const searches = all.filter(({ virtual }) => virtual).map(({ name }) => name);
  const own = all.filter(({ name }) => !searches.some((search) => name.startsWith(`${search}_`)));
  const order = ({ type, virtual }: { type: string; virtual: number }) =>
    type === "view" ? 0 : virtual ? 1 : 2;
  await database.run(
    own.sort((one, other) => order(one) - order(other)).map(({ type, name }) => `DROP ${type} "${name}"`),
  );
}
