import { type Database, prepare } from "../connect.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import { findStillCalled } from "./sql.ts";

/** A token that is refused, whatever it asks for, and called all the same. `lastAt` in ms UTC. */
export type StillCalled = {
  id: string;
  name: string;
  isRevoked: boolean;
  count: number;
  lastAt: number;
  method: string;
  route: string;
};

/**
 * Tokens of a member that were revoked, have expired, are suspended or, where `isBlocked`, wait until their member may
 * use tokens again, and are still called: the latest first. Of those that still exist, on these days (since 1970, UTC).
 */
export async function stillCalledOf(
  database: Database,
  member: MemberKey,
  asked: { now: number; days: readonly number[]; isBlocked: boolean },
): Promise<StillCalled[]> {
  const { results } = await prepare(database, findStillCalled(member, asked)).all<
    Omit<StillCalled, "isRevoked"> & { isRevoked: number }
  >();
  return results.map((row) => ({ ...row, isRevoked: Boolean(row.isRevoked) }));
}
