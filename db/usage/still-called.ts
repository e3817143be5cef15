import { sql } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** So much of what happened to the member is looked through for tokens that were revoked. */
const MOST_ACTIVITY = 500;
/** So many of their tokens that are not honoured are looked at. */
const MOST_TOKENS = 100;
const MOST_TOLD = 10;

/** A token that is refused, whatever it asks for, and called all the same. `lastAt` in ms UTC. */
export type StillCalled = {
  id: string;
  name: string;
  isRevoked: boolean;
  count: number;
  lastAt: number;
  method: string;
  route: string;
};

/**
 * Tokens of a member that were revoked, have expired, are suspended or, where `isBlocked`, wait until their member may
 * use tokens again, and are still called: the latest first. Of those that still exist, on these days (since 1970, UTC).
 */
export async function stillCalledOf(
  database: Database,
  { organizationId, userId }: MemberKey,
  { now, days, isBlocked }: { now: number; days: readonly number[]; isBlocked: boolean },
): Promise<StillCalled[]> {
  const { results } = await prepare(
    database,
    sql`SELECT tried.token_id AS id, happened.token_name AS name, TRUE AS isRevoked, count, last_at AS lastAt, method, route
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
          ORDER BY created_at DESC, id DESC LIMIT ${MOST_TOKENS}) AS t
        CROSS JOIN json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = t.id
      WHERE outcome IN ('expired', 'suspended', 'not-permitted', 'deactivated') GROUP BY t.id
      ORDER BY lastAt DESC LIMIT ${MOST_TOLD}`,
  ).all<Omit<StillCalled, "isRevoked"> & { isRevoked: number }>();
  return results.map((row) => ({ ...row, isRevoked: Boolean(row.isRevoked) }));
}
