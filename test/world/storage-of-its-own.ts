import { env } from "cloudflare:workers";
import { emptyStorage } from "./empty-storage.ts";

/** Each file begins with an empty database and cache, whatever ran in this isolate before. */
await emptyStorage(env);
// In one batch: migration by migration, as a deployment takes them, would be half of many a file's time.
await env.DB.batch(env.MIGRATIONS.flatMap(({ queries }) => queries.map((query) => env.DB.prepare(query))));
