import { readCatalogue } from "../../../db/organizations/organizations.ts";
import { countedInOrganization } from "../../../db/usage/of-organization.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { unlistedRequests as unlistedIn } from "../../domain/usage/unlisted-requests.ts";
import { superuserProcedure } from "../guards.ts";

const DAYS = 7;

/**
 * What refusing endpoints that no permission names did in the last days, or would have done: how many of those
 * requests were `accepted` and refused. `isWhole` is false if more was counted than is read.
 */
export const unlistedRequests = superuserProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { id } = actor.member.organization;
  const today = dayOf(runtime.now());
  const [{ catalogue }, { counted, isWhole }] = await Promise.all([
    readCatalogue(runtime.database, id),
    countedInOrganization(runtime.database, id, { today, span: DAYS }),
  ]);
  return { days: DAYS, ...unlistedIn(counted, catalogue.endpoints), isWhole };
});
