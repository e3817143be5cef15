import { and, eq, ne, not, or, sql } from "drizzle-orm";
import type { FormerNames } from "../../worker/domain/organizations/former-names.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { insertFrom } from "../sql.ts";
import { ending } from "../tables/ending.ts";
import { membership } from "../tables/membership.ts";
import { nameDue } from "../tables/name-due.ts";
import { organization } from "../tables/organization.ts";
import type { MemberKey } from "../tokens/tokens.ts";

export async function readFormerNames(database: Database, organizationId: string): Promise<FormerNames> {
  const [row] = await database
    .select({ formerNames: organization.formerNames })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return row?.formerNames ?? "name";
}

/** Changes no row if it is already so. */
export function writeFormerNames(organizationId: string, names: FormerNames): Statement {
  return build
    .update(organization)
    .set({ formerNames: names })
    .where(and(eq(organization.id, organizationId), ne(organization.formerNames, names)));
}

/** Follows the choice: begins to replace the names of people who have already left, or stops. */
export function forgetFormerNames(organizationId: string, names: FormerNames): Statement {
  return names === "name"
    ? build.delete(nameDue).where(eq(nameDue.organizationId, organizationId))
    : build.insert(nameDue).values({ organizationId, userId: "" }).onConflictDoNothing();
}

/** Follows the end of a membership: queues the name for replacement if the organization chose pseudonyms. */
export function forgetNameOf({ organizationId, userId }: MemberKey): Statement {
  const isMember = and(eq(membership.organizationId, organization.id), eq(membership.userId, userId));
  const due = insertFrom(
    nameDue,
    { organizationId: organization.id, userId },
    organization,
    and(
      eq(organization.id, organizationId),
      eq(organization.formerNames, "pseudonym"),
      not(hasRow(membership, isMember)),
    ),
  );
  return sql`${due} ON CONFLICT DO NOTHING`;
}

export type NameDue = typeof nameDue.$inferSelect;

/**
 * Names still to be replaced. A person whose endings, or endings by them, are still open comes later: their activity is
 * recorded first.
 */
export async function namesDue(database: Database, most: number): Promise<NameDue[]> {
  const isTheirs = or(eq(ending.userId, nameDue.userId), eq(ending.actorId, nameDue.userId));
  const isEnding = and(eq(ending.organizationId, nameDue.organizationId), isTheirs);
  return database
    .select()
    .from(nameDue)
    .where(not(hasRow(ending, isEnding)))
    .orderBy(nameDue.organizationId, nameDue.userId)
    .limit(most);
}
