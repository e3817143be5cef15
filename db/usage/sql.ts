import { type SQL, sql } from "drizzle-orm";
import { DAY_MS, HOUR_MS } from "../../worker/domain/durations.ts";
import { dayOf } from "../../worker/domain/usage/counter.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/**
 * The query of `countersOf`. Raw: json_each; it looks up each day separately, in the order of the key by which the
 * nightly clean-up deletes.
 */
export function findCounters(tokenId: string, { now, span }: { now: number; span: number }): SQL {
  const today = dayOf(now);
  const days = Array.from({ length: span }, (_, nth) => today - nth);
  const sinceHour = Math.floor((now - DAY_MS) / HOUR_MS);
  return sql`SELECT ${tokenId} AS tokenId, day, method, route, permission, outcome,
        sum(count) AS count, max(last_at) AS lastAt, sum(recent) AS recent
      FROM (
        SELECT usage.day, method, route, permission, outcome, count, last_at, iif(usage.day < ${today - 1}, 0,
          (SELECT coalesce(sum(value), 0) FROM json_each(hours) WHERE usage.day * 24 + key >= ${sinceHour})) AS recent
        FROM json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = ${tokenId}
        UNION ALL
        SELECT counted.key ->> 1 AS day, counted.key ->> 2, counted.key ->> 3, counted.key ->> 4, counted.key ->> 5,
          counted.value ->> 0, counted.value ->> 1,
          iif((counted.key ->> 1) * 24 + (counted.key ->> 6) >= ${sinceHour}, counted.value ->> 0, 0)
        FROM token CROSS JOIN use_sheet ON use_sheet.id = token.use_sheet
        CROSS JOIN json_each(use_sheet.counts) AS counted
        WHERE token.id = ${tokenId} AND counted.key ->> 0 = ${tokenId} AND counted.key ->> 1 > ${today - span})
      GROUP BY day, method, route, permission, outcome`;
}

/** How many tokens are examined: those in use first, then those used last. */
export const MOST_TOKENS = 200;
const MOST_SHEETS = 10;
/** How many counters are read: for many tokens with many routes, some are left out. */
export const MOST_COUNTERS = 20_000;

/** The query of `countedInOrganization`. Raw: MATERIALIZED, and json_each, because counters on sheets are JSON. */
export function countInOrganization(
  organizationId: string,
  { today, span }: { today: number; span: number },
): SQL {
  const days = Array.from({ length: span }, (_, nth) => today - nth);
  const ofOrganization = sql`FROM token WHERE organization_id = ${organizationId} AND kind = 'api'`;
  return sql`WITH looked_at AS MATERIALIZED (
        SELECT id, use_sheet FROM (SELECT id, use_sheet ${ofOrganization} AND use_marked_at IS NOT NULL LIMIT ${MOST_TOKENS})
        UNION
        SELECT id, use_sheet FROM (SELECT id, use_sheet ${ofOrganization} ORDER BY sorted_used_at DESC, id DESC LIMIT ${MOST_TOKENS}))
      SELECT method, route, outcome, sum(count) AS count, count(*) AS counters,
        (SELECT count(*) FROM looked_at) AS tokens
      FROM (
        SELECT method, route, outcome, count
        FROM looked_at CROSS JOIN json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = looked_at.id
        UNION ALL
        SELECT counted.key ->> 2, counted.key ->> 3, counted.key ->> 5, counted.value ->> 0
        FROM (SELECT DISTINCT use_sheet AS id FROM looked_at WHERE use_sheet IS NOT NULL LIMIT ${MOST_SHEETS}) AS sheet
        CROSS JOIN use_sheet ON use_sheet.id = sheet.id CROSS JOIN json_each(use_sheet.counts) AS counted
        WHERE counted.key ->> 0 IN (SELECT id FROM looked_at) AND counted.key ->> 1 > ${today - span}
        LIMIT ${MOST_COUNTERS})
      GROUP BY method, route, outcome`;
}

/** How many of the member's activities are searched for revoked tokens. */
const MOST_ACTIVITY = 500;
/** How many of their tokens that are not honoured are examined. */
const MOST_NOT_HONOURED = 100;
const MOST_TOLD = 10;

/** The query of `stillCalledOf`. Raw: json_each, and CROSS JOIN, so that each is looked up by its key. */
export function findStillCalled(
  { organizationId, userId }: MemberKey,
  { now, days, isBlocked }: { now: number; days: readonly number[]; isBlocked: boolean },
): SQL {
  return sql`SELECT tried.token_id AS id, happened.token_name AS name, TRUE AS isRevoked, count, last_at AS lastAt, method, route
      FROM (SELECT action, token_id, token_name FROM activity
          WHERE organization_id = ${organizationId} AND subject_user_id = ${userId}
          ORDER BY at DESC, id DESC LIMIT ${MOST_ACTIVITY}) AS happened
        CROSS JOIN refused_since AS tried ON tried.token_id = happened.token_id
      WHERE happened.action = 'token.revoked'
      UNION ALL
      SELECT t.id, t.name, FALSE, sum(count), max(last_at), method, route
      FROM (SELECT id, name FROM token
          WHERE organization_id = ${organizationId} AND user_id = ${userId} AND kind = 'api'
            AND (${isBlocked} OR expires_at <= ${now}
              OR suspended_at IS NOT NULL AND (suspended_until IS NULL OR suspended_until > ${now}))
          ORDER BY created_at DESC, id DESC LIMIT ${MOST_NOT_HONOURED}) AS t
        CROSS JOIN json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = t.id
      WHERE outcome IN ('expired', 'suspended', 'not-permitted', 'deactivated') GROUP BY t.id
      ORDER BY lastAt DESC LIMIT ${MOST_TOLD}`;
}

/** Raw: by rowid; D1 has no LIMIT on a deletion, which is what the builder would write. */
export function removeSome(before: number, limit: number): SQL {
  return sql`DELETE FROM token_usage_day
    WHERE rowid IN (SELECT rowid FROM token_usage_day WHERE day < ${before} LIMIT ${limit})`;
}
