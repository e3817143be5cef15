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

/** Tables with what is a user's alone: it goes with them. A test compares this with the schema. */
export const OF_A_USER = [oneTimeLink, passkey, providerSubject] as const;

/**
 * What follows from the end of a membership: with a user's last one go address, password and all that is theirs
 * alone. Activity keeps the name that the organization knew them by, unless it chose a pseudonym.
 */
export function forgetWhoLeft(member: MemberKey, at: number): Statement[] {
  const { userId } = member;
  const isGone = not(hasRow(membership, eq(membership.userId, userId)));
  return [
    forgetNameOf(member),
    // No restore of the database brings a link back.
    buryLinksThat(and(eq(oneTimeLink.userId, userId), isGone), at, "owner"),
    ...OF_A_USER.map((table) => build.delete(table).where(and(eq(table.userId, userId), isGone))),
    build.delete(user).where(and(eq(user.id, userId), isGone)),
  ];
}
