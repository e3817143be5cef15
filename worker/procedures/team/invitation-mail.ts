import type { Actor } from "../../domain/actor.ts";
import type { Mail } from "../../domain/notices.ts";
import { MOST_INVITATIONS } from "../../domain/organizations/invitation.ts";
import type { Runtime } from "../runtime.ts";

/**
 * The mail that invites somebody. Beyond what a recipient is sent in a day, and where no link may be sent, there is
 * none; the inviter is not told, for what others sent is not theirs to know.
 */
export function invitationMail(
  { mailOrigin: origin }: Runtime,
  { member }: Actor,
  { userId, email }: { userId: string; email: string },
): Mail[] {
  if (origin === null) return [];
  const { id: organizationId, name: organization } = member.organization;
  const notice = { kind: "invitation" as const, userId, organizationId, organization, origin };
  return [{ recipient: email, notice: { ...notice, invitedBy: member.user.name }, atMost: MOST_INVITATIONS }];
}
