import type { Actor } from "../../domain/actor.ts";
import type { Mail } from "../../domain/notices.ts";
import { MOST_INVITATIONS } from "../../domain/organizations/invitation.ts";
import type { Runtime } from "../runtime.ts";

/**
 * The mail that invites somebody. None beyond the recipient's daily limit, or if no link may be sent. The inviter is
 * not told: they are not to know what others have sent.
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
