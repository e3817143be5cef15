import { and, eq, lt, not, type SQL, sql } from "drizzle-orm";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow, isSame } from "../operators.ts";
import { organization } from "../tables/organization.ts";
import { policyDue } from "../tables/policy-due.ts";
import type { PolicyDue } from "./policy-due.ts";
import { policyPiece } from "./sql.ts";

export async function readPolicy(database: Database, organizationId: string): Promise<LifetimePolicy> {
  const { maxLifetimeDays, maxIdleDays, exemptServiceUsers } = organization;
  const [policy] = await database
    .select({ maxLifetimeDays, maxIdleDays, exemptServiceUsers })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return policy ?? { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: false };
}

/** Whether the policy is still the one that was read. */
export function isPolicy(
  organizationId: string,
  { maxLifetimeDays, maxIdleDays, exemptServiceUsers }: LifetimePolicy,
): SQL {
  const isSo = and(
    isSame(organization.maxLifetimeDays, maxLifetimeDays),
    isSame(organization.maxIdleDays, maxIdleDays),
    eq(organization.exemptServiceUsers, exemptServiceUsers),
  );
  return hasRow(organization, and(eq(organization.id, organizationId), isSo));
}

/** Changes no row if the policy is already this one. */
export function writePolicy(organizationId: string, policy: LifetimePolicy): Statement {
  const { maxLifetimeDays, maxIdleDays, exemptServiceUsers } = policy;
  return build
    .update(organization)
    .set({ maxLifetimeDays, maxIdleDays, exemptServiceUsers })
    .where(and(eq(organization.id, organizationId), not(isPolicy(organizationId, policy))));
}

/**
 * Follows a new policy: begins to apply it to existing tokens, as many as one batch takes. An earlier policy is applied
 * no further.
 */
export function beginPolicy(due: PolicyDue): Statement[] {
  const { id, organizationId, at, maxLifetimeDays, exemptServiceUsers } = due;
  const supersede = build.delete(policyDue).where(eq(policyDue.organizationId, organizationId));
  if (maxLifetimeDays === null) return [supersede];
  const opening = build
    .insert(policyDue)
    .values({ id, organizationId, at, maxLifetimeDays, exemptServiceUsers });
  return [supersede, opening, ...policyPiece(due)];
}

/** Policies that are not fully applied yet, the oldest first. */
export async function policiesDue(database: Database, most: number): Promise<PolicyDue[]> {
  const { id, organizationId, at, after, maxLifetimeDays, exemptServiceUsers } = policyDue;
  const rows = await database
    .select({ id, organizationId, at, after, maxLifetimeDays, exemptServiceUsers })
    .from(policyDue)
    .orderBy(at, id)
    .limit(most);
  return rows.map((row) => ({ ...row, maxIdleDays: null }));
}

/** Follows an expiry that was chosen under the policy: a later piece leaves it alone. */
export function keepChosenExpiry(organizationId: string, tokenId: string): Statement {
  return build
    .update(policyDue)
    .set({ spared: sql`json_insert(${policyDue.spared}, '$[#]', ${tokenId})` })
    .where(and(eq(policyDue.organizationId, organizationId), lt(policyDue.after, tokenId)));
}
