import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { MAY_OPEN } from "../mail/expiries-sql.ts";
import { AS_IT_IS, liesIdle } from "./conditions-sql.ts";
import type { IdleWalk } from "./idle-walk.ts";

/** Raw: INDEXED BY an index of the few organizations that suspend idle tokens. */
export function findWalksDue(since: number, most: number): SQL {
  return sql`SELECT organization.id AS organizationId, max_idle_days AS maxIdleDays,
        exempt_service_users AS exemptServiceUsers, begun_at AS begunAt, used_at AS usedAt, token_id AS tokenId
      FROM organization INDEXED BY organization_that_suspends_idle
        LEFT JOIN idle_walk ON idle_walk.organization_id = organization.id
      WHERE max_idle_days IS NOT NULL AND (begun_at IS NULL OR begun_at < ${since} OR used_at IS NOT NULL)
      ORDER BY begun_at, organization.id LIMIT ${most}`;
}

/**
 * The next `look` tokens of the walk, in one row. Raw: INDEXED BY, and json_group_array, so that D1 does the work
 * instead of the Worker.
 */
export function lookAlong(
  { organizationId, maxIdleDays, after }: Omit<IdleWalk, "begunAt">,
  now: number,
  look: number,
): SQL {
  const behind = after ? sql`AND (sorted_used_at, id) > (${after.usedAt}, ${after.id})` : sql``;
  return sql`SELECT count(*) AS rows, json_group_array(seq) FILTER (WHERE idle_notice_at IS NULL) AS untold,
        json_group_array(json_array(sorted_used_at, id)) -> '$[#-1]' AS last
      FROM (SELECT seq, id, sorted_used_at, idle_notice_at FROM token INDEXED BY token_by_last_use
        WHERE organization_id = ${organizationId} AND kind = 'api'
          AND sorted_used_at <= ${now - maxIdleDays * DAY_MS} ${behind} ORDER BY sorted_used_at, id LIMIT ${look})`;
}

/**
 * The idle ones of these tokens, which are listed as JSON by `seq`. Raw: json_each, and CROSS JOIN, so that each is
 * looked up by its key.
 */
export function findIdle(
  { maxIdleDays, exemptServiceUsers }: Pick<IdleWalk, "maxIdleDays" | "exemptServiceUsers">,
  untold: string,
  now: number,
): SQL {
  const policy = { maxIdleDays: sql`${maxIdleDays}`, sparesServiceUsers: sql`${Number(exemptServiceUsers)}` };
  return sql`SELECT ${TOKEN}, token.sorted_used_at AS usedAt FROM json_each(${untold}) AS candidate
        CROSS JOIN token_with_last_use AS token ON token.seq = candidate.value ${WHOSE}
      WHERE ${liesIdle(policy, now)} ORDER BY candidate.key`;
}

/** Raw: INDEXED BY, and CROSS JOIN, so that each is looked up by its key. */
export function findTold(toldBy: number, now: number, limit: number): SQL {
  return sql`SELECT ${TOKEN}, coalesce(${liesIdle(AS_IT_IS, now)}, FALSE) AS isStillIdle
      FROM (SELECT seq FROM token INDEXED BY token_told_idle WHERE idle_notice_at IS NOT NULL
          AND idle_notice_at <= ${toldBy} ORDER BY idle_notice_at LIMIT ${limit}) AS told
        CROSS JOIN token_with_last_use AS token ON token.seq = told.seq ${WHOSE}`;
}

const TOKEN = sql`token.seq, token.id, token.name, token.organization_id AS organizationId,
  organization.name AS organizationName, token.user_id AS userId, membership.name AS ownerName, user.kind AS ownerKind,
  coalesce(user.email, membership.contact) AS address, ${MAY_OPEN} AS mayOpen, token.last_used_at AS lastUsedAt`;

const WHOSE = sql`CROSS JOIN organization ON organization.id = token.organization_id
  CROSS JOIN membership
    ON membership.organization_id = token.organization_id AND membership.user_id = token.user_id
  CROSS JOIN user ON user.id = token.user_id`;
