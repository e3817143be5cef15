import { and, asc, count, eq, sql } from "drizzle-orm";
import { build } from "../connect.ts";
import { named } from "../operators.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { organizationTally as tally } from "../tables/organization-tally.ts";

export function countOrganizations() {
  return build.select(named({ n: count() })).from(organization);
}

/** All organizations by name, as a table of words. */
export function allOrganizations() {
  const { id, kind, name } = organization;
  const members = sql`${tally.members} || ' members'`;
  const tokens = sql`${tally.tokens} || ' API tokens'`;
  return build
    .select(named({ id, kind, members, tokens, name }))
    .from(organization)
    .innerJoin(tally, eq(tally.organizationId, organization.id))
    .orderBy(asc(name), asc(id));
}

/** Its name, and whether it requires its identity provider. */
export function organizationOf(id: string) {
  const { name, requiresProvider } = organization;
  return build
    .select(named({ name, required: requiresProvider }))
    .from(organization)
    .where(eq(organization.id, id));
}

export function partnerOf(id: string) {
  return build
    .select(named({ id: organization.id }))
    .from(organization)
    .where(and(eq(organization.id, id), eq(organization.kind, "partner")));
}

export function membersOf(organizationId: string) {
  return build
    .select(named({ userId: membership.userId }))
    .from(membership)
    .where(eq(membership.organizationId, organizationId));
}
