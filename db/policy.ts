import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../worker/domain/durations.ts";
import { IDLE_WARNING_MS, LEAST_LEFT_MS } from "../worker/domain/policies/lifetime.ts";
import type { LifetimePolicy } from "../worker/domain/policies/longest-life.ts";
import { type Database, prepare, type Statement } from "./connect.ts";
import { policyDue } from "./tables/policy-due.ts";

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
      WHERE seq IN (SELECT seq ${rest} LIMIT ${TOKENS_AT_ONCE}) AND ${isNotExempt(organizationId, due)}
        AND ${livesLonger(due, at)} AND EXISTS (SELECT 1 FROM policy_due WHERE ${isNext})
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

export type Affected = {
  id: string;
  name: string;
  userId: string;
  userName: string;
  email: string | null;
} & {
  effect: "expires" | "suspended";
  at: number;
};

/** Of each kind of candidates so many are looked at. */
const MOST_LOOKED_AT = 20_000;

/** How long a token lives from when it was made or rotated. As the index `token_by_life` has it, and no other way. */
const LIFE = sql.raw(`coalesce(expires_at, ${Number.MAX_SAFE_INTEGER}) - coalesce(rotated_at, created_at)`);

/**
 * What a policy would do to the tokens that are there now: to how many of how many members, and the first of them.
 * Of very many it looks at those that live longest, and at those that lie longest: then it is at least so many.
 */
export async function affectedBy(
  database: Database,
  organizationId: string,
  policy: LifetimePolicy,
  now: number,
  { most, lookedAt = MOST_LOOKED_AT }: { most: number; lookedAt?: number },
): Promise<{ tokens: number; members: number; atLeast: boolean; items: Affected[] }> {
  const api = sql`organization_id = ${organizationId} AND kind = 'api'`;
  const isNotExempted = isNotExempt(organizationId, policy);
  const { maxLifetimeDays, maxIdleDays } = policy;
  const affected = sql`long_lived(candidate) AS MATERIALIZED (
      SELECT seq FROM token INDEXED BY token_by_life WHERE ${api} AND ${LIFE} > ${maxLifetimeDays} * ${DAY_MS}
      ORDER BY ${LIFE} DESC LIMIT ${lookedAt + 1}),
    unused(candidate) AS MATERIALIZED (
      SELECT seq FROM token INDEXED BY token_by_last_use WHERE ${api}
        AND sorted_used_at <= ${now} - ${maxIdleDays} * ${DAY_MS}
      ORDER BY sorted_used_at LIMIT ${lookedAt + 1}),
    affected AS (
      SELECT seq, user_id, 'expires' AS effect, ${latestEnd(policy, now)} AS at
      FROM long_lived CROSS JOIN token ON token.seq = candidate
      WHERE ${isNotExempted} AND ${livesLonger(policy, now)}
      UNION ALL
      SELECT seq, user_id, 'suspended', coalesce(idle_notice_at, ${now}) + ${IDLE_WARNING_MS}
      FROM unused CROSS JOIN token_with_last_use AS t ON t.seq = candidate
      WHERE ${isNotExempted} AND ${isIdle(sql`${maxIdleDays}`, now)})`;
  const counted = await prepare(
    database,
    sql`WITH ${affected} SELECT count(DISTINCT seq) AS tokens, count(DISTINCT user_id) AS members,
        max((SELECT count(*) FROM long_lived), (SELECT count(*) FROM unused)) > ${lookedAt} AS atLeast FROM affected`,
  ).first<{ tokens: number; members: number; atLeast: number }>();
  const { results } = await prepare(
    database,
    sql`WITH ${affected} SELECT token.id, token.name, token.user_id AS userId, membership.name AS userName, user.email,
        first.effect, first.at
      FROM (SELECT * FROM affected ORDER BY at, seq LIMIT ${most}) AS first
        CROSS JOIN token ON token.seq = first.seq
        CROSS JOIN membership ON membership.organization_id = token.organization_id
          AND membership.user_id = token.user_id
        CROSS JOIN user ON user.id = token.user_id
      ORDER BY first.at, first.seq`,
  ).all<Affected>();
  const { tokens = 0, members = 0, atLeast } = counted ?? {};
  return { tokens, members, atLeast: Boolean(atLeast), items: results };
}

/** Whether a row of `token_with_last_use` lies idle: it is honoured, and untouched for so many days. Of null days none does. */
export function isIdle(days: SQL, now: number): SQL {
  return sql`((expires_at IS NULL OR expires_at > ${now})
    AND (suspended_at IS NULL OR suspended_until <= ${now})
    AND max(created_at, coalesce(last_used_at, 0), coalesce(rotated_at, 0), coalesce(resumed_at, 0),
      coalesce(suspended_until, 0)) <= ${now} - ${days} * ${DAY_MS})`;
}

function isNotExempt(organizationId: string, { exemptServiceUsers }: LifetimePolicy): SQL {
  if (!exemptServiceUsers) return sql`TRUE`;
  return sql`user_id NOT IN (SELECT id FROM user WHERE kind = 'service' AND id IN (
    SELECT user_id FROM membership WHERE organization_id = ${organizationId}))`;
}

function livesLonger(policy: LifetimePolicy, now: number): SQL {
  if (policy.maxLifetimeDays === null) return sql`FALSE`;
  return sql`(expires_at IS NULL OR expires_at > ${latestEnd(policy, now)})`;
}

function latestEnd({ maxLifetimeDays }: LifetimePolicy, now: number): SQL {
  return sql`max(coalesce(rotated_at, created_at) + ${(maxLifetimeDays ?? 0) * DAY_MS}, ${now + LEAST_LEFT_MS})`;
}
