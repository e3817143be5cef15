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

/** Changes no row where it is so already. */
export function writeFormerNames(organizationId: string, names: FormerNames): Statement {
  return build
    .update(organization)
    .set({ formerNames: names })
    .where(and(eq(organization.id, organizationId), ne(organization.formerNames, names)));
}

/** What follows from the choice for those who have left already. */
export function forgetFormerNames(organizationId: string, names: FormerNames): Statement {
  return names === "name"
    ? build.delete(nameDue).where(eq(nameDue.organizationId, organizationId))
    : build.insert(nameDue).values({ organizationId, userId: "" }).onConflictDoNothing();
}

/** What follows from the end of a membership, where the organization has chosen so. */
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

/** Names that are still to be replaced. What ends by whoever left, or with them, is recorded first. */
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
