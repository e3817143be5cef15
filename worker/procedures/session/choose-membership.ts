import { type MembershipOfUser, membershipsOf } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Runtime } from "../runtime.ts";

/**
 * The membership in the organization that was asked for, else the one that the user joined first: nobody agrees to an
 * invitation without having asked for it, where there is another.
 * @throws Refusal `organization-unknown` where it is not open to them, `account-deactivated` where none is
 */
export async function chooseMembership(
  { database }: Pick<Runtime, "database">,
  userId: string,
  organizationId: string | undefined,
): Promise<MembershipOfUser> {
  const open = (await membershipsOf(database, userId)).filter(({ deactivatedAt }) => deactivatedAt === null);
  const membership = organizationId
    ? open.find((one) => one.organizationId === organizationId)
    : byDefault(open);
  if (!membership) throw new Refusal(organizationId ? "organization-unknown" : "account-deactivated");
  return membership;
}

function byDefault(open: readonly MembershipOfUser[]): MembershipOfUser | undefined {
  return open.find(({ isInvited }) => !isInvited) ?? open[0];
}
