import { countInStatesOfMember } from "../../../db/tokens/state-counts.ts";
import { ownTokensProcedure } from "../guards.ts";

/** People read “more than 99” as many, and D1 reads no more rows than that. */
export const MOST_COUNTED = 100;

/**
 * How many of the caller's own API tokens are in each state that a list can be narrowed to; 100 stands for more than
 * 99.
 */
export const states = ownTokensProcedure.query(({ ctx: { runtime, actor } }) => {
  const { organization, user } = actor.member;
  const key = { organizationId: organization.id, userId: user.id };
  return countInStatesOfMember(runtime.database, key, { now: runtime.now(), most: MOST_COUNTED });
});
