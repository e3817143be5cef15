import * as z from "zod/mini";
import { forgetWhoLeft } from "../../../db/members/leaving.ts";
import { deleteMember } from "../../../db/members/team-changes.ts";
import { removeInvitationLinks } from "../../../db/sign-in/one-time-links.ts";
import { unlinkMember } from "../../../db/sign-in/provider-subjects.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { endMembership } from "./end-membership.ts";

const input = z.strictObject({ userId: userIdSchema });

/** Takes a member out of the organization and ends all their tokens, or withdraws an invitation. */
export const removeMember = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    const { deleted } = await endMembership(runtime, actor, input.userId, {
      change: deleteMember,
      removesMember: true,
      consequences: (member) => [
        ...removeInvitationLinks(member, runtime.now()),
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
