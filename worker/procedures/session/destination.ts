import type { MembershipOfUser } from "../../../db/members/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { isOpenTo, providerRequired } from "./provider-instead.ts";

/**
 * The organization that a one-time link leads to. @throws Refusal `provider-required`, `account-deactivated` if it
 * leads nowhere
 */
export function destination(
  memberships: MembershipOfUser[],
  organizationId: string | null,
): MembershipOfUser {
  const active = memberships.filter(({ deactivatedAt }) => deactivatedAt === null);
  // An invitation leads to its own organization and no other, a new password to any that it opens.
  const reached =
    organizationId === null ? active : active.filter((one) => one.organizationId === organizationId);
  const membership = reached.find((one) => isOpenTo("link", one));
  if (!membership && reached[0]) throw providerRequired(reached[0]);
  if (!membership) throw new Refusal("account-deactivated");
  return membership;
}
