import { type Database, prepare } from "../connect.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import { findStillCalled } from "./sql.ts";

/** A token that is called although every request is refused. `lastAt` in ms UTC. */
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
 * A member's tokens that are still called although they were revoked, have expired, are suspended or, if `isBlocked`,
 * wait until the member may use tokens again; the latest call first. For those that still exist, only calls on these
 * days count (since 1970, UTC).
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
