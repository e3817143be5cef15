import type { ProvedAuthority } from "../../../db/demands.ts";
import { type Grants, insertMember, insertUser } from "../../../db/members/team-changes.ts";
import { commit } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import type { UserKind } from "../../domain/organizations/membership.ts";
import { onMember } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";
import { invitationMail } from "./invitation-mail.ts";
import { type PresentedMember, presentMember } from "./present.ts";

type Newcomer = { userId: string; email: string | null; kind: UserKind };

/** Makes a user a member, and invites them if they have an address. Null if they already are one. */
export async function admit(
  runtime: Runtime,
  { actor, authority }: { actor: Actor; authority: ProvedAuthority },
  { userId, email, kind }: Newcomer,
  grants: Grants,
): Promise<PresentedMember | null> {
  const { organization } = actor.member;
  const at = runtime.now();
  const { name, role, permissions, visibilityGroups, contact = null } = grants;
  const invitation =
    email === null ? null : { at, by: { id: actor.member.user.id, name: actor.member.user.name } };
  const { changed } = await commit(runtime, {
    authority,
    effect: "neither",
    at,
    before: [insertUser({ id: userId, email, kind, at })],
    change: insertMember({ organizationId: organization.id, userId }, email, grants, { at, invitation }),
    activity: [
      onMember(actor, { userId, name }, at, {
        action: kind === "human" ? "member.invited" : "service-user.added",
        detail: { role, permissions, visibilityGroups },
      }),
    ],
    mail: email === null ? [] : invitationMail(runtime, actor, { userId, email }),
  });
  if (!changed) return null;
  const member = { userId, email, kind, name, role, contact, deactivatedAt: null, invitation, revision: 0 };
  return presentMember(
    { ...member, permissions: [...permissions], visibilityGroups: [...visibilityGroups] },
    organization,
  );
}
