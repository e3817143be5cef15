import { env } from "cloudflare:workers";
import { vi } from "vitest";

/** What is recorded of a token's last use, once it is written; null where nothing comes. */
export async function lastUseOf(id: string): Promise<{ method: string; path: string } | null> {
  const read = () =>
    env.DB.prepare(
      "SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ? AND last_used_at IS NOT NULL",
    )
      .bind(id)
      .first<{ method: string; path: string }>();
  return vi.waitUntil(read, { timeout: 3_000, interval: 10 }).catch(() => null);
}
