import * as z from "zod/mini";
import { deactivateMember, reactivateMember } from "../../../db/members/team-changes.ts";
import { authorize, withFreshProof } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import { roleToChange } from "../../domain/policies/team.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { onMember } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";
import { endMembership } from "./end-membership.ts";
import { memberOfTeam } from "./member.ts";
import { presentMember } from "./present.ts";

const input = z.strictObject({
  userId: userIdSchema,
  deactivated: z.boolean({ error: "input-invalid" }),
});

/** Deactivating ends all of the member's tokens; activating again brings none of them back. */
export const setDeactivated = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    if (input.deactivated) await deactivate(runtime, actor, input.userId);
    else await reactivate(runtime, actor, input.userId);
    return presentMember(await memberOfTeam(runtime, actor, input.userId), actor.member.organization);
  });

async function deactivate(runtime: Runtime, actor: Actor, userId: string): Promise<void> {
  await endMembership(runtime, actor, userId, {
    isDone: ({ deactivatedAt }) => deactivatedAt !== null,
    removesMember: false,
    change: (expected) => deactivateMember(expected, runtime.now()),
    recorded: () => ({ action: "member.deactivated", detail: {} }),
  });
}

async function reactivate(runtime: Runtime, actor: Actor, userId: string): Promise<void> {
  const member = await memberOfTeam(runtime, actor, userId);
  const authority = withFreshProof(authorize(actor, { role: roleToChange(member) }), runtime);
  if (member.deactivatedAt === null) return;
  const { revision } = member;
  const at = runtime.now();
  await commit(runtime, {
    authority,
    effect: "widens",
    at,
    change: reactivateMember({ organizationId: actor.member.organization.id, userId, revision }),
    activity: [onMember(actor, member, at, { action: "member.reactivated", detail: {} })],
  });
}
