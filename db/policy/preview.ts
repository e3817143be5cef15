import { sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import type { LifetimePolicy } from "../../worker/domain/policies/longest-life.ts";
import { type Database, prepare } from "../connect.ts";
import { liesIdle, suspendedFrom } from "./idle-tokens.ts";
import { latestEnd, outlives } from "./policy.ts";

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
  const idle = liesIdle(
    {
      maxIdleDays: sql`${policy.maxIdleDays}`,
      sparesServiceUsers: sql`${Number(policy.exemptServiceUsers)}`,
    },
    now,
  );
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
      FROM long_lived CROSS JOIN token ON token.seq = candidate WHERE ${outlives(policy, now)}
      UNION ALL
      SELECT seq, user_id, 'suspended', ${suspendedFrom(now)}
      FROM unused CROSS JOIN token_with_last_use AS token ON token.seq = candidate WHERE ${idle})`;
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
