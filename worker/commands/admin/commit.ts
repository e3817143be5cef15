import { type Batch, batchOf } from "../../../db/commit.ts";
import { unmetOf } from "../../../db/demands.ts";
import { asText } from "../../../db/literals.ts";
import { SYSTEM } from "../../change/authorize.ts";
import type { CommandPlace } from "../d1/place.ts";

type Change = Batch extends infer One ? (One extends unknown ? Omit<One, "authority"> : never) : never;

/**
 * A change by the operator, with its activity, as one transaction. False if there was nothing to change. Cron tells
 * KV within a minute of tokens that end with it.
 */
export async function commit({ database }: CommandPlace, change: Change): Promise<boolean> {
  const { statements } = batchOf({ ...change, authority: SYSTEM } as Batch);
  try {
    await database.run(statements.map(asText));
    return true;
  } catch (error) {
    if (unmetOf(error) === null) throw error;
    return false;
  }
}
