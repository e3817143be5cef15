/** A virtual table takes the tables below it with it. */
const TABLES = `SELECT name FROM sqlite_schema AS own WHERE type = 'table'
  AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
  AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' AND own.name GLOB name || '_*')`;

/** As before the first migration. */
export async function emptyStorage({ DB, TOMBSTONES }: Pick<Cloudflare.Env, "DB" | "TOMBSTONES">) {
  const { results } = await DB.prepare(TABLES).all<{ name: string }>();
  await DB.batch([
    DB.prepare("PRAGMA defer_foreign_keys = ON"),
    ...results.map(({ name }) => DB.prepare(`DROP TABLE "${name}"`)),
  ]);
  const { keys } = await TOMBSTONES.list();
  for (const { name } of keys) await TOMBSTONES.delete(name);
}
