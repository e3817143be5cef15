import { batch, type Database } from "../connect.ts";
import type { TokenUse } from "./rows.ts";
import { recordFirstUses } from "./rows-sql.ts";
import { writeOnSheets } from "./sheets-sql.ts";

/**
 * Writes uses on the sheets of their tokens: one row per sheet, however many of its tokens were used. Of several uses
 * of one token the latest stays. A token at rest, even if it came to rest in the meantime, is put on a sheet.
 */
export async function gatherUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  await batch(database, [...recordFirstUses(uses), writeOnSheets(uses)]);
}
