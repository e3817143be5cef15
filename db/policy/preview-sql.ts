import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import { latestEnd, liesIdle, outlives, suspendedFrom } from "./conditions-sql.ts";

/**
 * A token's life, counted from when it was made or rotated. Exactly as in the index `token_by_life`, or SQLite does not
 * use it.
 */
const LIFE = sql.raw(`coalesce(expires_at, ${Number.MAX_SAFE_INTEGER}) - coalesce(rotated_at, created_at)`);

/** `lookedAt`: how many candidates of each kind are examined. */
type Looked = { organizationId: string; policy: LifetimePolicy; now: number; lookedAt: number };

/** Tokens that a policy would affect. Raw: MATERIALIZED, and INDEXED BY an index of an expression. */
function affectedBy({ organizationId, policy, now, lookedAt }: Looked): SQL {
  const api = sql`organization_id = ${organizationId} AND kind = 'api'`;
  const idle = liesIdle(
    {
      maxIdleDays: sql`${policy.maxIdleDays}`,
      sparesServiceUsers: sql`${Number(policy.exemptServiceUsers)}`,
    },
    now,
  );
  const { maxLifetimeDays, maxIdleDays } = policy;
  return sql`long_lived(candidate) AS MATERIALIZED (
      SELECT seq FROM token INDEXED BY token_by_life WHERE ${api} AND ${LIFE} > ${maxLifetimeDays} * ${DAY_MS}
      ORDER BY ${LIFE} DESC LIMIT ${lookedAt + 1}),
    unused(candidate) AS MATERIALIZED (
      SELECT seq FROM token INDEXED BY token_by_last_use WHERE ${api}
        AND sorted_used_at <= ${now} - ${maxIdleDays} * ${DAY_MS}
      ORDER BY sorted_used_at LIMIT ${lookedAt + 1}),
    affected AS (
      SELECT seq, user_id, 'expires' AS effect, ${latestEnd(policy, now)} AS at
      FROM long_lived CROSS JOIN token ON token.seq = candidate WHERE ${outlives(policy, now)}
      UNION ALL
      SELECT seq, user_id, 'suspended', ${suspendedFrom(now)}
      FROM unused CROSS JOIN token_with_last_use AS token ON token.seq = candidate WHERE ${idle})`;
}

/** Raw: WITH a raw part. */
export function countAffected(looked: Looked): SQL {
  return sql`WITH ${affectedBy(looked)} SELECT count(DISTINCT seq) AS tokens, count(DISTINCT user_id) AS members,
        max((SELECT count(*) FROM long_lived), (SELECT count(*) FROM unused)) > ${looked.lookedAt} AS atLeast FROM affected`;
}

/** The first affected tokens. Raw: CROSS JOIN, so that each is looked up by its key. */
export function findAffected(looked: Looked, most: number): SQL {
  return sql`WITH ${affectedBy(looked)} SELECT token.id, token.name, token.user_id AS userId, membership.name AS userName, user.email,
        first.effect, first.at
      FROM (SELECT * FROM affected ORDER BY at, seq LIMIT ${most}) AS first
        CROSS JOIN token ON token.seq = first.seq
        CROSS JOIN membership ON membership.organization_id = token.organization_id
          AND membership.user_id = token.user_id
        CROSS JOIN user ON user.id = token.user_id
      ORDER BY first.at, first.seq`;
}
