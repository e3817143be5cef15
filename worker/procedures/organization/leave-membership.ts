import type { Authority } from "../../../db/demands.ts";
import { forgetWhoLeft } from "../../../db/members/leaving.ts";
import { findTeamMember } from "../../../db/members/team.ts";
import { deleteMember, mayGo } from "../../../db/members/team-changes.ts";
import { removeInvitationLinks } from "../../../db/sign-in/one-time-links.ts";
import { unlinkMember } from "../../../db/sign-in/provider-subjects.ts";
import type { MemberKey } from "../../../db/tokens/tokens.ts";
import { endAll } from "../../change/end-all.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Runtime } from "../runtime.ts";
import { demandSuccessor } from "../team/successor.ts";

const MOST_TRIES = 5;

/**
 * Ends somebody's own membership, with every session and API token that they have there. The end of the last
 * membership also removes all data that is theirs alone. @throws Refusal `last-master-admin`
 */
export async function leaveMembership(
  runtime: Runtime,
  authority: Authority,
  key: MemberKey,
): Promise<{ deleted: number }> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const member = await findTeamMember(runtime.database, key.organizationId, key.userId, "all");
    if (!member) return { deleted: 0 };
    await demandSuccessor(runtime, key.organizationId, member);
    const { name, role, permissions, visibilityGroups, revision } = member;
    const at = runtime.now();
    const whoLeaves = { id: key.userId, name };
    const expected = { ...key, revision };
    const { changed, deleted } = await endAll(runtime, {
      authority,
      member: key,
      memberName: name,
      by: "owner",
      actor: whoLeaves,
      at,
      cause: {
        change: deleteMember(expected),
        activity: {
          action: "member.left",
          detail: { role, permissions, visibilityGroups },
          organizationId: key.organizationId,
          actor: whoLeaves,
          subject: whoLeaves,
          token: null,
          at,
        },
        removesMember: true,
        where: mayGo(expected),
        consequences: [...removeInvitationLinks(key, at), unlinkMember(key), ...forgetWhoLeft(key, at)],
      },
    });
    if (changed) return { deleted };
  }
  throw new Refusal("member-changed");
}
