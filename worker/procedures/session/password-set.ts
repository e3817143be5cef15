import type { MembershipOfUser } from "../../../db/members/users.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { LinkPurpose } from "../../domain/users/one-time-link.ts";

/**
 * Recorded only in the organization where it was done: one whose invitation is still open must not learn that the
 * address has an account elsewhere.
 */
export function passwordSet(
  userId: string,
  { organizationId, name }: MembershipOfUser,
  through: LinkPurpose | "profile",
  at: number,
): Activity {
  return {
    action: "password.set",
    detail: { through },
    organizationId,
    actor: { id: userId, name },
    subject: { id: userId, name },
    token: null,
    at,
  };
}
