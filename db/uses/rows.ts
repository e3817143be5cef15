import { batch, type Database } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import { listed, record, recordFirstUses } from "./rows-sql.ts";
import type { TokenUse } from "./token-use.ts";

/** How many uses one statement takes: with the longest paths, a parameter of 1.2 MB. */
const TOGETHER = 1_000;

/**
 * Writes uses into the tokens' own rows. Of several uses of one token the latest stays, in whatever order the writes
 * arrive. The order of the organization's list does not change: an API token is marked once, and moves when it comes to
 * rest.
 */
export async function recordUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  if (uses.length === 0) return;
  const pieces = inPieces(uses, TOGETHER);
  await batch(database, [...recordFirstUses(uses), ...pieces.map((piece) => record(listed(piece)))]);
}
