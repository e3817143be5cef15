import { env } from "cloudflare:workers";

/** In one batch: migration by migration, as a deployment takes them, would be half of many a file's time. */
await env.DB.batch(env.MIGRATIONS.flatMap(({ queries }) => queries.map((query) => env.DB.prepare(query))));
