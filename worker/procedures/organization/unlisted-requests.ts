import { readCatalogue } from "../../../db/organizations/organizations.ts";
import { countedInOrganization } from "../../../db/usage/of-organization.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { unlistedRequests as unlistedIn } from "../../domain/usage/unlisted-requests.ts";
import { superuserProcedure } from "../guards.ts";

const DAYS = 7;

/**
 * What the refusal of endpoints that no permission names did in the last days, or would have done: how many such
 * requests went on (`accepted`) and were refused. `isWhole` is false where more was counted than is looked at.
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
