import { foldCounts } from "../../db/usage/fold.ts";
import { bringIntoRows, removeSheets, settleUses as settle } from "../../db/uses/settle.ts";
import { HOUR_MS, MINUTE_MS } from "../domain/durations.ts";
import type { Ground } from "./ground.ts";

const EVERY_MS = 10 * 60_000;
const AT_ONCE = 1_000;
const MOST_ROUNDS = 20;

/** After this long without use, a token is at rest. */
const STEADY_MS = 10 * 60_000;

/**
 * Moves tokens at rest to where the organization's list sorts them, and their counts to their days. Once an hour, all
 * tokens' counts.
 */
export async function settleUses({ database, now }: Pick<Ground, "database" | "now">): Promise<void> {
  const at = now();
  if (at % EVERY_MS >= MINUTE_MS) return;
  await bringIntoRows(database, at - STEADY_MS);
  await foldCounts(database, at % HOUR_MS < EVERY_MS ? null : at - STEADY_MS);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if ((await settle(database, at - STEADY_MS, AT_ONCE)) < AT_ONCE) break;
  }
  await removeSheets(database);
}
