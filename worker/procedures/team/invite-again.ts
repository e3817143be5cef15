import * as z from "zod/mini";
import { inviteAgain as renewInvitation } from "../../../db/members/team-changes.ts";
import { authorize } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { roleToChange } from "../../domain/policies/team.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { onMember } from "../recorded.ts";
import { invitationMail } from "./invitation-mail.ts";
import { memberOfTeam } from "./member.ts";
import { presentMember } from "./present.ts";

const input = z.strictObject({ userId: userIdSchema });

/** Sends another invitation to somebody who has not accepted yet. */
export const inviteAgain = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input: { userId } }) => {
    const { organization, user } = actor.member;
    const member = await memberOfTeam(runtime, actor, userId);
    const at = runtime.now();
    const invitation = { at, by: { id: user.id, name: user.name } };
    const { changed } = await commit(runtime, {
      authority: authorize(actor, { role: roleToChange(member) }),
      effect: "neither",
      at,
      change: renewInvitation({ organizationId: organization.id, userId }, invitation),
      activity: [onMember(actor, member, at, { action: "member.invited-again", detail: {} })],
      mail: member.email === null ? [] : invitationMail(runtime, actor, { userId, email: member.email }),
    });
    if (!changed) throw new Refusal("not-invited");
    return presentMember({ ...member, invitation }, organization);
  });
