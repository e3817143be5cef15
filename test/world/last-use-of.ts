import { vi } from "vitest";
import { type Used, withLatestUse } from "../../db/use-sheets.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import { rows } from "../factories/rows.ts";

/** What is recorded of the last uses of these tokens so far, in their rows and on sheets (ms UTC). */
export async function recordedUsesOf(
  ids: readonly string[],
): Promise<Map<string, { at: number; use: LastUse }>> {
  const found = await rows<Used & { id: string }>(
    `SELECT token.id, last_used_at AS lastUsedAt, last_used_method AS lastUsedMethod, last_used_path AS lastUsedPath,
       uses -> ('$."' || token.id || '"') AS entry
     FROM token LEFT JOIN use_sheet ON use_sheet.id = token.use_sheet
     WHERE last_used_at IS NOT NULL AND token.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(
    found.map(withLatestUse).map((row) => [
      row.id,
      {
        at: row.lastUsedAt as number,
        use: { method: row.lastUsedMethod as string, path: row.lastUsedPath ?? "" },
      },
    ]),
  );
}

/** What is recorded of a token's last use so far. */
export async function recordedUseOf(id: string): Promise<LastUse | null> {
  return (await recordedUsesOf([id])).get(id)?.use ?? null;
}

/** What is recorded of a token's last use, once it is written. */
export async function lastUseOf(id: string): Promise<LastUse> {
  return (await vi.waitUntil(() => recordedUseOf(id), { timeout: 20_000, interval: 10 })) as LastUse;
}
