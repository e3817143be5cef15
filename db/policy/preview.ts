import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import { type Database, prepare } from "../connect.ts";
import { countAffected, findAffected } from "./preview-sql.ts";

export type Affected = {
  id: string;
  name: string;
  userId: string;
  userName: string;
  email: string | null;
} & {
  effect: "expires" | "suspended";
  at: number;
};

/** How many candidates of each kind are examined. */
const MOST_LOOKED_AT = 20_000;

/**
 * What a policy would do to existing tokens: how many it affects, of how many members, and the first of them. Of very
 * many tokens it examines those with the longest life and those idle the longest; the numbers are then minimums.
 */
export async function affectedBy(
  database: Database,
  organizationId: string,
  policy: LifetimePolicy,
  now: number,
  { most, lookedAt = MOST_LOOKED_AT }: { most: number; lookedAt?: number },
): Promise<{ tokens: number; members: number; atLeast: boolean; items: Affected[] }> {
  const looked = { organizationId, policy, now, lookedAt };
  const counted = await prepare(database, countAffected(looked)).first<{
    tokens: number;
    members: number;
    atLeast: number;
  }>();
  const { results } = await prepare(database, findAffected(looked, most)).all<Affected>();
  const { tokens = 0, members = 0, atLeast } = counted ?? {};
  return { tokens, members, atLeast: Boolean(atLeast), items: results };
}
