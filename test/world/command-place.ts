import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { overBinding } from "../../worker/commands/d1/binding.ts";
import type { CommandPlace } from "../../worker/commands/d1/place.ts";
import { localTombstones } from "../../worker/commands/d1/tombstones.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";

/** Where a command works, with a database and a KV of its own, in this process. */
export async function newCommandPlace(): Promise<CommandPlace & { env: Cloudflare.Env; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-place-"));
  const local = await getPlatformProxy<Cloudflare.Env>({
    configPath: join(PROJECT, "wrangler.toml"),
    persist: { path: join(folder, "v3") },
    remoteBindings: false,
  });
  return {
    env: local.env,
    folder,
    database: overBinding(local.env.DB),
    tombstones: localTombstones(local.env.TOMBSTONES),
    tokenPrefix: "lk",
    origin: "https://tokens.example.com",
    local: true,
    async close() {
      await local.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}
