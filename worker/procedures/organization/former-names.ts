import { readFormerNames } from "../../../db/organizations/former-names.ts";
import { superuserProcedure } from "../guards.ts";

/** How the activity names members who have left. */
export const formerNames = superuserProcedure.query(async ({ ctx: { runtime, actor } }) => ({
  formerNames: await readFormerNames(runtime.database, actor.member.organization.id),
}));
