import { env } from "cloudflare:workers";
import { vi } from "vitest";

type LastUse = { method: string; path: string };

/** What is recorded of a token's last use so far. */
export function recordedUseOf(id: string): Promise<LastUse | null> {
  return env.DB.prepare(
    "SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ? AND last_used_at IS NOT NULL",
  )
    .bind(id)
    .first<LastUse>();
}

/** What is recorded of a token's last use, once it is written. */
export async function lastUseOf(id: string): Promise<LastUse> {
  return (await vi.waitUntil(() => recordedUseOf(id), { timeout: 20_000, interval: 10 })) as LastUse;
}
