import { sizeOf } from "../../../db/organizations/tally.ts";
import { superuserProcedure } from "../guards.ts";

/** How many members and API tokens the organization has. */
export const size = superuserProcedure.query(({ ctx: { runtime, actor } }) =>
  sizeOf(runtime.database, actor.member.organization.id),
);
