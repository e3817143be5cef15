import { eq, inArray, not, sql } from "drizzle-orm";
import { build, type Statement } from "../connect.ts";
import { OF_A_USER } from "../members/leaving.ts";
import { hasRow } from "../operators.ts";
import { buryLinksThat } from "../sign-in/one-time-links.ts";
import { ending } from "../tables/ending.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { idleWalk } from "../tables/idle-walk.ts";
import { membership } from "../tables/membership.ts";
import { nameDue } from "../tables/name-due.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { organization } from "../tables/organization.ts";
import { organizationTally } from "../tables/organization-tally.ts";
import { outbox } from "../tables/outbox.ts";
import { policyDue } from "../tables/policy-due.ts";
import { providerDomain } from "../tables/provider-domain.ts";
import { providerSubject } from "../tables/provider-subject.ts";
import { refusedSince } from "../tables/refused-since.ts";
import { signInAttempt } from "../tables/sign-in-attempt.ts";
import { token } from "../tables/token.ts";
import { tokenUsageDay } from "../tables/token-usage-day.ts";
import { user } from "../tables/user.ts";
import { visibilityGroup } from "../tables/visibility-group.ts";

/** Tables with an organization's own rows, children first. A test compares this with the schema. */
export const OF_AN_ORGANIZATION = [
  oneTimeLink,
  providerSubject,
  providerDomain,
  identityProvider,
  outbox,
  ending,
  policyDue,
  idleWalk,
  membership,
  nameDue,
  visibilityGroup,
  organizationTally,
] as const;

/** From then on, nobody in the organization is honoured or can sign in to it. */
export function closeOrganization(organizationId: string, at: number): Statement[] {
  return [
    build
      .update(membership)
      .set({ deactivatedAt: sql`coalesce(${membership.deactivatedAt}, ${at})` })
      .where(eq(membership.organizationId, organizationId)),
  ];
}

/** Removes the usage of its tokens. It runs before they end, because only their rows say whose they were. */
export function removeUsageOf(organizationId: string): Statement[] {
  const tokens = build.select({ id: token.id }).from(token).where(eq(token.organizationId, organizationId));
  return [tokenUsageDay, refusedSince].map((table) =>
    build.delete(table).where(inArray(table.tokenId, tokens)),
  );
}

/**
 * Removes everything of an organization without tokens, except its activity; and users who are then members of no
 * organization.
 */
export function removeOrganization(organizationId: string, at: number): Statement[] {
  const isNobodys = not(hasRow(membership, eq(membership.userId, user.id)));
  const nobodys = build.select({ id: user.id }).from(user).where(isNobodys);
  return [
    buryLinksThat(eq(oneTimeLink.organizationId, organizationId), at, "administrator"),
    ...OF_AN_ORGANIZATION.map((table) => build.delete(table).where(eq(table.organizationId, organizationId))),
    buryLinksThat(inArray(oneTimeLink.userId, nobodys), at, "administrator"),
    ...OF_A_USER.map((table) => build.delete(table).where(inArray(table.userId, nobodys))),
    build.delete(user).where(inArray(user.id, nobodys)),
    build.update(organization).set({ partnerId: null }).where(eq(organization.partnerId, organizationId)),
    build.delete(organization).where(eq(organization.id, organizationId)),
  ];
}

/** Removes mail to an address, and sign-in tries with it. */
export function removeTracesOf(email: string): Statement[] {
  return [
    build.delete(outbox).where(eq(outbox.recipient, email)),
    build.delete(signInAttempt).where(eq(signInAttempt.email, email)),
  ];
}
