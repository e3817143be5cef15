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
  const asked = active.find((one) => one.organizationId === organizationId);
  // An invitation leads to its own organization, a new password to any that it opens.
  if (asked && !isOpenTo("link", asked)) throw providerRequired(asked);
  const membership = asked ?? active.find((one) => isOpenTo("link", one));
  if (!membership && active[0]) throw providerRequired(active[0]);
  if (!membership) throw new Refusal("account-deactivated");
  return membership;
}
