import { permissionsOfTokens } from "../../../db/usage/permissions.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { permissionUsage as usageOf } from "../../domain/usage/permission-usage.ts";
import { superuserProcedure } from "../guards.ts";

/** So many tokens are looked at, the newest first: D1's part of a question is bounded. */
const MOST_TOKENS = 2_000;

/**
 * By how many tokens of the organization each permission is held, and by how many it was needed in 30 and 90 days, in
 * UTC; what was needed within the hour may be missing. `isAll` is false where there are more tokens than were looked at.
 */
export const permissionUsage = superuserProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { organization } = actor.member;
  const now = runtime.now();
  const asked = { now, today: dayOf(now), most: MOST_TOKENS };
  const { looked, held, used } = await permissionsOfTokens(runtime.database, organization.id, asked);
  return { isAll: looked < MOST_TOKENS, ...usageOf(organization, held, used) };
});
