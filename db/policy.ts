import { type SQL, sql } from "drizzle-orm";
import { IDLE_WARNING_MS, LEAST_LEFT_MS } from "../worker/domain/policies/lifetime.ts";
import type { LifetimePolicy } from "../worker/domain/policies/longest-life.ts";
import { type Database, prepare, type Statement } from "./connect.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

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

/** What follows from a policy for the tokens that are there: those that would live longer expire sooner. */
export function shortenLives(organizationId: string, policy: LifetimePolicy, now: number): Statement {
  return sql`UPDATE token SET expires_at = ${latestEnd(policy, now)}
    WHERE ${isBound(organizationId, policy)} AND ${livesLonger(policy, now)}`;
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

/** What a policy would do to the tokens that are there now: to how many of how many members, and the first of them. */
export async function affectedBy(
  database: Database,
  organizationId: string,
  policy: LifetimePolicy,
  now: number,
  most: number,
): Promise<{ tokens: number; members: number; items: Affected[] }> {
  const affected = sql`affected AS (
    SELECT seq, user_id, 'expires' AS effect, ${latestEnd(policy, now)} AS at FROM token
      WHERE ${isBound(organizationId, policy)} AND ${livesLonger(policy, now)}
    UNION ALL
    SELECT seq, user_id, 'suspended', coalesce(idle_notice_at, ${now}) + ${IDLE_WARNING_MS} FROM token_with_last_use
      WHERE ${isBound(organizationId, policy)} AND ${isIdle(sql`${policy.maxIdleDays}`, now)})`;
  const counted = await prepare(
    database,
    sql`WITH ${affected} SELECT count(DISTINCT seq) AS tokens, count(DISTINCT user_id) AS members FROM affected`,
  ).first<{ tokens: number; members: number }>();
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
  return { tokens: counted?.tokens ?? 0, members: counted?.members ?? 0, items: results };
}

/** Whether a row of `token_with_last_use` lies idle: it is honoured, and untouched for so many days. Of null days none does. */
export function isIdle(days: SQL, now: number): SQL {
  return sql`((expires_at IS NULL OR expires_at > ${now})
    AND (suspended_at IS NULL OR suspended_until <= ${now})
    AND max(created_at, coalesce(last_used_at, 0), coalesce(rotated_at, 0), coalesce(resumed_at, 0),
      coalesce(suspended_until, 0)) <= ${now} - ${days} * ${DAY_MS})`;
}

function isBound(organizationId: string, { exemptServiceUsers }: LifetimePolicy): SQL {
  const exempt = exemptServiceUsers
    ? sql`AND user_id NOT IN (SELECT id FROM user WHERE kind = 'service' AND id IN (
        SELECT user_id FROM membership WHERE organization_id = ${organizationId}))`
    : sql``;
  return sql`organization_id = ${organizationId} AND kind = 'api' ${exempt}`;
}

function livesLonger(policy: LifetimePolicy, now: number): SQL {
  if (policy.maxLifetimeDays === null) return sql`FALSE`;
  return sql`(expires_at IS NULL OR expires_at > ${latestEnd(policy, now)})`;
}

function latestEnd({ maxLifetimeDays }: LifetimePolicy, now: number): SQL {
  return sql`max(coalesce(rotated_at, created_at) + ${(maxLifetimeDays ?? 0) * DAY_MS}, ${now + LEAST_LEFT_MS})`;
}
