import { permissionsOfTokens } from "../../../db/usage/permissions.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { permissionUsage as usageOf } from "../../domain/usage/permission-usage.ts";
import { superuserProcedure } from "../guards.ts";

/** How many tokens are read, the newest first: it bounds what the question costs D1. */
const MOST_TOKENS = 2_000;

/**
 * How many tokens of the organization hold each permission, and how many needed it in 30 and 90 days, in UTC. Uses of
 * the last hour may be missing. `isAll` is false if there are more tokens than were read.
 */
export const permissionUsage = superuserProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { organization } = actor.member;
  const now = runtime.now();
  const asked = { now, today: dayOf(now), most: MOST_TOKENS };
  const { looked, held, used } = await permissionsOfTokens(runtime.database, organization.id, asked);
  return { isAll: looked < MOST_TOKENS, ...usageOf(organization, held, used) };
});
