import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { LEAST_LEFT_MS } from "../../worker/domain/policies/lifetime.ts";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { policyDue } from "../tables/policy-due.ts";

export async function readPolicy(database: Database, organizationId: string): Promise<LifetimePolicy> {
  const row = await prepare(
    database,
    sql`SELECT max_lifetime_days AS maxLifetimeDays, max_idle_days AS maxIdleDays,
        exempt_service_users AS exemptServiceUsers FROM organization WHERE id = ${organizationId}`,
  ).first<Omit<LifetimePolicy, "exemptServiceUsers"> & { exemptServiceUsers: number }>();
  return {
    maxLifetimeDays: row?.maxLifetimeDays ?? null,
    maxIdleDays: row?.maxIdleDays ?? null,
    exemptServiceUsers: Boolean(row?.exemptServiceUsers),
  };
}

/** Whether the policy is still the one that was read. */
export function isPolicy(organizationId: string, policy: LifetimePolicy): SQL {
  return sql`EXISTS (SELECT 1 FROM organization WHERE id = ${organizationId}
    AND max_lifetime_days IS ${policy.maxLifetimeDays} AND max_idle_days IS ${policy.maxIdleDays}
    AND exempt_service_users = ${Number(policy.exemptServiceUsers)})`;
}

/** Changes no row where it is the policy already. */
export function writePolicy(organizationId: string, policy: LifetimePolicy): Statement {
  return sql`UPDATE organization SET max_lifetime_days = ${policy.maxLifetimeDays},
      max_idle_days = ${policy.maxIdleDays}, exempt_service_users = ${Number(policy.exemptServiceUsers)}
    WHERE id = ${organizationId} AND NOT ${isPolicy(organizationId, policy)}`;
}

/** A policy on its way to the tokens that were there when it was set. */
export type PolicyDue = Pick<typeof policyDue.$inferSelect, "id" | "organizationId" | "at" | "after"> &
  LifetimePolicy;

/** So many tokens are looked at in one batch. */
export const TOKENS_AT_ONCE = 1_000;

/** What follows from a policy for the tokens that are there, as far as one batch goes. The one before goes no further. */
export function beginPolicy(due: PolicyDue): Statement[] {
  const { id, organizationId, at, maxLifetimeDays, exemptServiceUsers } = due;
  const supersede = sql`DELETE FROM policy_due WHERE organization_id = ${organizationId}`;
  if (maxLifetimeDays === null) return [supersede];
  const opening = sql`INSERT INTO policy_due (id, organization_id, at, max_lifetime_days, exempt_service_users)
    VALUES (${id}, ${organizationId}, ${at}, ${maxLifetimeDays}, ${Number(exemptServiceUsers)})`;
  return [supersede, opening, ...policyPiece(due)];
}

/** The next tokens that a policy comes to: those that would live longer expire sooner. Writes nothing where another run did it. */
export function policyPiece(due: PolicyDue): SQL[] {
  const { id, organizationId, at, after } = due;
  const rest = sql`FROM token INDEXED BY token_by_prefix
    WHERE organization_id = ${organizationId} AND kind = 'api' AND id > ${after} ORDER BY id`;
  const last = sql`SELECT id ${rest} LIMIT 1 OFFSET ${TOKENS_AT_ONCE - 1}`;
  const isNext = sql`policy_due.id = ${id} AND policy_due.after = ${after}`;
  return [
    sql`UPDATE token SET expires_at = ${latestEnd(due, at)}
      WHERE seq IN (SELECT seq ${rest} LIMIT ${TOKENS_AT_ONCE}) AND ${outlives(due, at)}
        AND EXISTS (SELECT 1 FROM policy_due WHERE ${isNext})
        AND id NOT IN (SELECT value FROM policy_due, json_each(spared) WHERE ${isNext})`,
    sql`DELETE FROM policy_due WHERE ${isNext} AND NOT EXISTS (${last})`,
    sql`UPDATE policy_due SET after = (${last}) WHERE ${isNext}`,
  ];
}

/** Policies that are not yet everywhere, the longest first. */
export async function policiesDue(database: Database, most: number): Promise<PolicyDue[]> {
  const { id, organizationId, at, after, maxLifetimeDays, exemptServiceUsers } = policyDue;
  const rows = await database
    .select({ id, organizationId, at, after, maxLifetimeDays, exemptServiceUsers })
    .from(policyDue)
    .orderBy(at, id)
    .limit(most);
  return rows.map((row) => ({ ...row, maxIdleDays: null }));
}

/** What follows from an expiry that was chosen under the policy: a piece that comes later leaves it. */
export function keepChosenExpiry(organizationId: string, tokenId: string): Statement {
  return sql`UPDATE policy_due SET spared = json_insert(spared, '$[#]', ${tokenId})
    WHERE organization_id = ${organizationId} AND after < ${tokenId}`;
}

/**
 * Whether a policy comes to a row that is called `token`: its member is there, it has not ended with very many others,
 * and it is not of a service user that the policy spares.
 */
export function isBound(sparesServiceUsers: SQL): SQL {
  return sql`(EXISTS (SELECT 1 FROM membership WHERE membership.organization_id = token.organization_id
      AND membership.user_id = token.user_id AND membership.deactivated_at IS NULL
      AND token.seq > coalesce(membership.ended_through, -1))
    AND NOT (${sparesServiceUsers} AND (SELECT user.kind FROM user WHERE user.id = token.user_id) = 'service'))`;
}

/** Whether a row that is called `token` lives longer than it may under a policy that came at that time. */
export function outlives(policy: LifetimePolicy, at: number): SQL {
  if (policy.maxLifetimeDays === null) return sql`FALSE`;
  return sql`((token.expires_at IS NULL OR token.expires_at > ${latestEnd(policy, at)})
    AND ${isBound(sql`${Number(policy.exemptServiceUsers)}`)})`;
}

/** What that makes of its expiry. */
export function latestEnd({ maxLifetimeDays }: LifetimePolicy, at: number): SQL {
  return sql`max(coalesce(token.rotated_at, token.created_at) + ${(maxLifetimeDays ?? 0) * DAY_MS}, ${at + LEAST_LEFT_MS})`;
}
