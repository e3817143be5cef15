import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { overBinding } from "../d1/binding.ts";
import { migrate } from "../d1/migrations.ts";
import { demandValidSettings } from "../valid-settings.ts";
import { type Demo, seedDemoNow } from "./demo.ts";
import { PROJECT } from "./settings.ts";

/** Migrates the local D1 and seeds the demo, once. @throws Error naming an invalid setting */
export async function prepareDatabase(state: string): Promise<Demo> {
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(state, "v3") },
    remoteBindings: false,
  });
  try {
    demandValidSettings(local.env);
    await applyMigrations(local.env.DB);
    return await seedDemoNow(local.env);
  } finally {
    await local.dispose();
  }
}

/** Runs the pending migrations of this database. */
export async function applyMigrations(database: D1Database): Promise<void> {
  await migrate(overBinding(database));
}
