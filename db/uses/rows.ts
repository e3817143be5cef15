import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import { batch, type Database } from "../connect.ts";
import { listed, record, recordFirstUses } from "./rows-sql.ts";

export type TokenUse = { id: string; at: number; use: LastUse };

/**
 * Writes uses into the tokens' own rows. Of several uses of one token the latest stays, in whatever order the writes
 * arrive. The order of the organization's list does not change: an API token is marked once, and moves when it comes to
 * rest.
 */
export async function recordUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  await batch(database, [...recordFirstUses(uses), record(listed(uses))]);
}
