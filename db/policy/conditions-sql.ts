import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { IDLE_WARNING_MS, LEAST_LEFT_MS } from "../../worker/domain/policies/lifetime.ts";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";

/** Whether it lies idle still, as the policy of its organization has it now. Raw: of a view that is called `token`. */
export function isStillIdle(id: string, now: number): SQL {
  return sql`EXISTS (SELECT 1 FROM token_with_last_use AS token WHERE token.id = ${id} AND ${liesIdle(AS_IT_IS, now)})`;
}

type IdlePolicy = { maxIdleDays: SQL; sparesServiceUsers: SQL };

/** The policy that the organization of `token` has now. Raw: of a row that is called so, whichever table it is of. */
export const AS_IT_IS: IdlePolicy = {
  maxIdleDays: sql`(SELECT max_idle_days FROM organization WHERE organization.id = token.organization_id)`,
  sparesServiceUsers: sql`(SELECT exempt_service_users FROM organization WHERE organization.id = token.organization_id)`,
};

/** When a row that is called `token` is suspended if it lies idle until then. */
export function suspendedFrom(now: number): SQL {
  return sql`max(coalesce(token.idle_notice_at, ${now}) + ${IDLE_WARNING_MS}, ${now})`;
}

/**
 * Whether a row of `token_with_last_use` that is called `token` lies idle under a policy: it is honoured, it is
 * untouched for so many days, and it does not expire before it is suspended. Of null days none does.
 */
export function liesIdle({ maxIdleDays, sparesServiceUsers }: IdlePolicy, now: number): SQL {
  return sql`((token.expires_at IS NULL OR token.expires_at > ${suspendedFrom(now)})
    AND (token.suspended_at IS NULL OR token.suspended_until <= ${now})
    AND max(token.created_at, coalesce(token.last_used_at, 0), coalesce(token.rotated_at, 0),
      coalesce(token.resumed_at, 0), coalesce(token.suspended_until, 0)) <= ${now} - ${maxIdleDays} * ${DAY_MS}
    AND ${isBound(sparesServiceUsers)})`;
}

/**
 * Whether a policy comes to a row that is called `token`: its member is there, it has not ended with very many others,
 * and it is not of a service user that the policy spares. Raw: of a row that is called so, whichever table it is of.
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
