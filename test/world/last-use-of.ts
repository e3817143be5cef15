import { env } from "cloudflare:workers";
import { and, isNotNull, sql } from "drizzle-orm";
import { vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { tokenWithLastUse } from "../../db/tables/token-with-last-use.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import { PATIENCE_MS } from "./patience.ts";

/** The last uses of these tokens that are recorded so far, in their rows and on sheets (ms UTC). */
export async function recordedUsesOf(
  ids: readonly string[],
): Promise<Map<string, { at: number; use: LastUse }>> {
  const { id, lastUsedAt, lastUsedMethod, lastUsedPath } = tokenWithLastUse;
  const found = await connect(env.DB)
    .select({ id, lastUsedAt, lastUsedMethod, lastUsedPath })
    .from(tokenWithLastUse)
    .where(and(isNotNull(lastUsedAt), sql`${id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`));
  return new Map(
    found.map((row) => [
      row.id,
      {
        at: row.lastUsedAt as number,
        use: { method: row.lastUsedMethod as string, path: row.lastUsedPath ?? "" },
      },
    ]),
  );
}

/** A token's last use that is recorded so far. */
export async function recordedUseOf(id: string): Promise<LastUse | null> {
  return (await recordedUsesOf([id])).get(id)?.use ?? null;
}

/** A token's last use, once it is written. */
export async function lastUseOf(id: string): Promise<LastUse> {
  return (await vi.waitUntil(() => recordedUseOf(id), { timeout: PATIENCE_MS, interval: 10 })) as LastUse;
}
