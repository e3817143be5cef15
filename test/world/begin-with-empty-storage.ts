import { env } from "cloudflare:workers";
import { emptyStorage } from "./empty-storage.ts";

const BOOKS =
  "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)";

await emptyStorage(env);
/** In one batch: applying one migration at a time, as a deployment does, would take half of many files' time. */
await env.DB.batch([
  ...env.MIGRATIONS.flatMap(({ queries }) => queries.map((query) => env.DB.prepare(query))),
  env.DB.prepare(BOOKS),
  env.DB.prepare("INSERT INTO d1_migrations (name) SELECT value FROM json_each(?)").bind(
    JSON.stringify(env.MIGRATIONS.map(({ name }) => name)),
  ),
]);
