import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { IDLE_WARNING_MS, LEAST_LEFT_MS } from "../../worker/domain/policies/lifetime.ts";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";

/** Whether it is still idle under its organization's present policy. Raw: on a view with the alias `token`. */
export function isStillIdle(id: string, now: number): SQL {
  return sql`EXISTS (SELECT 1 FROM token_with_last_use AS token WHERE token.id = ${id} AND ${liesIdle(AS_IT_IS, now)})`;
}

type IdlePolicy = { maxIdleDays: SQL; sparesServiceUsers: SQL };

/** The present policy of the organization of `token`. Raw: on a row with the alias `token`, from any table. */
export const AS_IT_IS: IdlePolicy = {
  maxIdleDays: sql`(SELECT max_idle_days FROM organization WHERE organization.id = token.organization_id)`,
  sparesServiceUsers: sql`(SELECT exempt_service_users FROM organization WHERE organization.id = token.organization_id)`,
};

/** When a row with the alias `token` is suspended if it stays idle until then. */
export function suspendedFrom(now: number): SQL {
  return sql`max(coalesce(token.idle_notice_at, ${now}) + ${IDLE_WARNING_MS}, ${now})`;
}

/**
 * Whether a row of `token_with_last_use` with the alias `token` is idle under a policy: it is honoured, untouched for
 * `maxIdleDays`, and does not expire before its suspension. If the days are null, none is.
 */
export function liesIdle({ maxIdleDays, sparesServiceUsers }: IdlePolicy, now: number): SQL {
  return sql`((token.expires_at IS NULL OR token.expires_at > ${suspendedFrom(now)})
    AND (token.suspended_at IS NULL OR token.suspended_until <= ${now})
    AND max(token.created_at, coalesce(token.last_used_at, 0), coalesce(token.rotated_at, 0),
      coalesce(token.resumed_at, 0), coalesce(token.suspended_until, 0)) <= ${now} - ${maxIdleDays} * ${DAY_MS}
    AND ${isBound(sparesServiceUsers)})`;
}

/**
 * Whether a policy applies to a row with the alias `token`: its member exists, it has not ended together with very many
 * others, and it does not belong to a service user that the policy exempts. Raw: on a row with the alias `token`, from
 * any table.
 */
export function isBound(sparesServiceUsers: SQL): SQL {
  return sql`(EXISTS (SELECT 1 FROM membership WHERE membership.organization_id = token.organization_id
      AND membership.user_id = token.user_id AND membership.deactivated_at IS NULL
      AND token.seq > coalesce(membership.ended_through, -1))
    AND NOT (${sparesServiceUsers} AND (SELECT user.kind FROM user WHERE user.id = token.user_id) = 'service'))`;
}

/** Whether a row with the alias `token` lives longer than a policy set at that time allows. */
export function outlives(policy: LifetimePolicy, at: number): SQL {
  if (policy.maxLifetimeDays === null) return sql`FALSE`;
  return sql`((token.expires_at IS NULL OR token.expires_at > ${latestEnd(policy, at)})
    AND ${isBound(sql`${Number(policy.exemptServiceUsers)}`)})`;
}

/** Its expiry under that policy. */
export function latestEnd({ maxLifetimeDays }: LifetimePolicy, at: number): SQL {
  return sql`max(coalesce(token.rotated_at, token.created_at) + ${(maxLifetimeDays ?? 0) * DAY_MS}, ${at + LEAST_LEFT_MS})`;
}
