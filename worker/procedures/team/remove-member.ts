import * as z from "zod/mini";
import { forgetWhoLeft } from "../../../db/leaving.ts";
import { removeInvitationLinks } from "../../../db/one-time-links.ts";
import { unlinkMember } from "../../../db/provider-subjects.ts";
import { deleteMember } from "../../../db/team-changes.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { endMembership } from "./end-membership.ts";

const input = z.strictObject({ userId: userIdSchema });

/** Takes a member out of the organization, and ends all their tokens; of who has not agreed yet it withdraws the invitation. */
export const removeMember = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    const { deleted } = await endMembership(runtime, actor, input.userId, {
      change: deleteMember,
      removesMember: true,
      consequences: (member) => [
        removeInvitationLinks(member),
        unlinkMember(member),
        ...forgetWhoLeft(member, runtime.now()),
      ],
      recorded: ({ role, permissions, visibilityGroups }) => ({
        action: "member.removed",
        detail: { role, permissions, visibilityGroups },
      }),
    });
    return { id: input.userId, deleted };
  });
