import { and, eq, not } from "drizzle-orm";
import { build, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { forgetNameOf } from "../organizations/former-names.ts";
import { buryLinksThat } from "../sign-in/one-time-links.ts";
import { membership } from "../tables/membership.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { passkey } from "../tables/passkey.ts";
import { providerSubject } from "../tables/provider-subject.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** Tables with a user's own rows, which are deleted with the user. A test compares this with the schema. */
export const OF_A_USER = [oneTimeLink, passkey, providerSubject] as const;

/**
 * Follows the end of a membership: after a user's last one, the address, the password and everything of their own are
 * deleted. Activity keeps the name that the organization knew them by, unless it chose a pseudonym.
 */
export function forgetWhoLeft(member: MemberKey, at: number): Statement[] {
  const { userId } = member;
  const isGone = not(hasRow(membership, eq(membership.userId, userId)));
  return [
    forgetNameOf(member),
    // Keeps a restore of the database from reviving a link.
    buryLinksThat(and(eq(oneTimeLink.userId, userId), isGone), at, "owner"),
    ...OF_A_USER.map((table) => build.delete(table).where(and(eq(table.userId, userId), isGone))),
    build.delete(user).where(and(eq(user.id, userId), isGone)),
  ];
}
