import { type MembershipOfUser, membershipsOf } from "../../../db/members/users.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Way } from "../../domain/sign-in/way.ts";
import type { Runtime } from "../runtime.ts";
import { isOpenTo, providerRequired } from "./provider-instead.ts";

/**
 * The membership in the organization that was asked for, otherwise the one that the user joined first. Nobody accepts
 * an invitation without asking for that organization, if they have another.
 * @throws Refusal `organization-unknown` if it is not open to them, `provider-required` if only another way opens
 * one, `account-deactivated` if nothing does
 */
export async function chooseMembership(
  { database }: Pick<Runtime, "database">,
  userId: string,
  organizationId: string | undefined,
  way: Way,
): Promise<MembershipOfUser> {
  const open = (await membershipsOf(database, userId)).filter(({ deactivatedAt }) => deactivatedAt === null);
  const asked = organizationId ? open.filter((one) => one.organizationId === organizationId) : open;
  const membership = byDefault(asked.filter((one) => isOpenTo(way, one)));
  if (!membership && asked[0]) throw providerRequired(asked[0]);
  if (!membership) throw new Refusal(organizationId ? "organization-unknown" : "account-deactivated");
  return membership;
}

function byDefault(open: readonly MembershipOfUser[]): MembershipOfUser | undefined {
  return open.find(({ isInvited }) => !isInvited) ?? open[0];
}
