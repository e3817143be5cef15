import type { MembershipOfUser } from "../../../db/users.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { LinkPurpose } from "../../domain/users/one-time-link.ts";

/** A password belongs to the user: every organization that they are a member of records that it was set. */
export function passwordSet(
  userId: string,
  first: MembershipOfUser,
  all: readonly MembershipOfUser[],
  through: LinkPurpose | "profile",
  at: number,
): [Activity, ...Activity[]] {
  const entry = ({ organizationId, name }: MembershipOfUser): Activity => ({
    action: "password.set",
    detail: { through },
    organizationId,
    actor: { id: userId, name },
    subject: { id: userId, name },
    token: null,
    at,
  });
  const others = all.filter(({ organizationId }) => organizationId !== first.organizationId);
  return [entry(first), ...others.map(entry)];
}
