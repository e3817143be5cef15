import { settleUses as settle } from "../../db/token-uses.ts";
import type { Runtime } from "../verification/runtime.ts";

const EVERY_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
const AT_ONCE = 1_000;
const MOST_ROUNDS = 20;

/** Moves tokens that are no longer in steady use to where the organization's list sorts them. */
export async function settleUses({ database, now }: Runtime): Promise<void> {
  const at = now();
  if (at % EVERY_MS >= MINUTE_MS) return;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if ((await settle(database, at, AT_ONCE)) < AT_ONCE) return;
  }
}
