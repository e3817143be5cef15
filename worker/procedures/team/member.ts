import * as z from "zod/mini";
import { findTeamMember, type TeamMember } from "../../../db/members/team.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Sight, sightOf } from "../../domain/policies/team.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentMember } from "./present.ts";

const input = z.strictObject({ userId: userIdSchema });

export const member = memberProcedure.input(input).query(async ({ ctx: { runtime, actor }, input }) => {
  const found = await memberOfTeam(runtime, actor, input.userId, sightOf(actor.member));
  return presentMember(found, actor.member.organization);
});

/** @throws Refusal `member-unknown`, also for members of other organizations */
export async function memberOfTeam(
  { database }: Runtime,
  { member: { organization } }: Actor,
  userId: string,
  sight: Sight = "all",
): Promise<TeamMember> {
  const found = await findTeamMember(database, organization.id, userId, sight);
  if (!found) throw new Refusal("member-unknown");
  return found;
}
