/** Views first, because they depend on tables; a virtual table drops the tables below it. */
const MADE = `SELECT type, name FROM sqlite_schema AS own WHERE type IN ('table', 'view')
  AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
  AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' AND own.name GLOB name || '_*')
  ORDER BY type = 'table'`;

/** Empties D1 and KV, as before the first migration. */
export async function emptyStorage({ DB, TOMBSTONES }: Pick<Cloudflare.Env, "DB" | "TOMBSTONES">) {
  const { results } = await DB.prepare(MADE).all<{ type: string; name: string }>();
  await DB.batch([
    DB.prepare("PRAGMA defer_foreign_keys = ON"),
    ...results.map(({ type, name }) => DB.prepare(`DROP ${type} "${name}"`)),
  ]);
  const { keys } = await TOMBSTONES.list();
  for (const { name } of keys) await TOMBSTONES.delete(name);
}
