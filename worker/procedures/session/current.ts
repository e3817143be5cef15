import { membershipsOf } from "../../../db/members/users.ts";
import { readCatalogue } from "../../../db/organizations/organizations.ts";
import { heldPermissions } from "../../domain/organizations/membership.ts";
import { permissionCatalogue } from "../../domain/permissions.ts";
import { provedUntil } from "../../domain/sign-in/proof.ts";
import type { Opened } from "../../domain/sign-in/way.ts";
import { rfc3339 } from "../../domain/times.ts";
import { publicProcedure } from "../trpc.ts";

/**
 * Who is signed in, or null. A session that an organization's provider opened is told of no other organization: its
 * administrators choose what the provider says, and must not learn where else somebody is a member.
 */
export const current = publicProcedure.query(async ({ ctx: { session, runtime } }) => {
  if (session && !session.ok && session.refusal.reason === "unavailable") {
    throw session.refusal.told;
  }
  if (!session?.ok) return null;
  const { member, token } = session.actor;
  const { way, provedAt } = token.opened as Opened;
  const { apiPermissions, ...organization } = member.organization;
  const [memberships, { catalogue, unlisted }] = await Promise.all([
    membershipsOf(runtime.database, member.user.id),
    readCatalogue(runtime.database, organization.id),
  ]);
  return {
    user: member.user,
    organization,
    role: member.role,
    permissions: heldPermissions(member),
    way,
    /** When the proof expires; null for never. */
    provedUntil: rfc3339(provedUntil(provedAt, runtime.settings.proofMs)),
    /** How many seconds a change that ends or narrows a token may take to answer. */
    leaseSeconds: runtime.settings.leaseMs / 1000,
    permissionCatalogue: permissionCatalogue(apiPermissions).map((one) => ({
      ...one,
      endpoints: [...(catalogue.endpoints[one.key] ?? [])],
    })),
    unlistedEndpoints: unlisted,
    visibilityGroups: [...member.visibilityGroups],
    organizations: memberships
      .filter(({ deactivatedAt }) => deactivatedAt === null)
      .filter(({ organizationId }) => way !== "provider" || organizationId === organization.id)
      .map((one) => ({ id: one.organizationId, name: one.organizationName, kind: one.organizationKind })),
  };
});
