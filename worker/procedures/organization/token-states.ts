import { countInStates } from "../../../db/tokens/state-counts.ts";
import { superuserProcedure } from "../guards.ts";
import { MOST_COUNTED } from "../tokens/states.ts";

/**
 * How many API tokens of the organization are in each state that a list can be narrowed to; 100 stands for more than
 * 99.
 */
export const tokenStates = superuserProcedure.query(({ ctx: { runtime, actor } }) =>
  countInStates(runtime.database, actor.member.organization.id, { now: runtime.now(), most: MOST_COUNTED }),
);
