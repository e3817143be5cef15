import { type SQL, sql } from "drizzle-orm";
import { EXPIRING_MS, UNUSED_MS } from "../../worker/domain/tokens/attention.ts";
import { LISTED_STATES, type ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { tokenWithLastUse } from "../tables/token-with-last-use.ts";
import { ATTENTION } from "./listed-state.ts";

/**
 * `seq` of at most `most` tokens, some twice, that an index finds for the state: all that are at rest, and possibly
 * others. Raw: INDEXED BY.
 */
export function foundInState(state: ListedState, organizationId: string, now: number, most: number): SQL {
  const found = (index: string, where: SQL) => sql`SELECT seq FROM token INDEXED BY ${sql.raw(index)}
    WHERE organization_id = ${organizationId} AND kind = 'api' AND ${where} LIMIT ${most}`;
  switch (state) {
    case "attention": {
      const each = ATTENTION.map(
        (one) => sql`SELECT seq FROM (${foundInState(one, organizationId, now, most)})`,
      );
      return sql`SELECT seq FROM (${sql.join(each, sql` UNION ALL `)}) LIMIT ${most}`;
    }
    case "expiring":
      return found("token_by_end", sql`sorted_expiry > ${now} AND sorted_expiry <= ${now + EXPIRING_MS}`);
    case "expired":
      return found("token_by_end", sql`sorted_expiry <= ${now}`);
    case "blocked":
      return found("token_blocked", sql`is_blocked`);
    case "suspended":
      return found("token_suspended", sql`suspended_at IS NOT NULL`);
    case "earlier-secret":
      return found("token_in_rotation", sql`hash_earlier IS NOT NULL`);
    case "unused":
      return found("token_by_last_use", sql`sorted_used_at <= ${now - UNUSED_MS}`);
  }
}

/** How many tokens are in each state, in one row. Raw: a SELECT without a FROM. */
export function countEach(where: (state: ListedState) => SQL | undefined, most: number): SQL {
  const counts = LISTED_STATES.map((state) => {
    const some = sql`SELECT 1 FROM ${tokenWithLastUse} WHERE ${where(state)} LIMIT ${most}`;
    return sql`(SELECT count(*) FROM (${some})) AS ${sql.identifier(state)}`;
  });
  return sql`SELECT ${sql.join(counts, sql`, `)}`;
}

/** Raw: INDEXED BY an index that holds few of all tokens. */
export function findEndedSecrets(now: number, limit: number): SQL {
  return sql`SELECT token.id, token.name, token.organization_id AS organizationId, token.user_id AS userId,
      membership.name AS memberName, hash_earlier AS earlier, earlier_ends_at AS endedAt
    FROM token INDEXED BY token_by_earlier_end
    JOIN membership ON membership.organization_id = token.organization_id AND membership.user_id = token.user_id
    WHERE hash_earlier IS NOT NULL AND earlier_ends_at <= ${now} ORDER BY earlier_ends_at LIMIT ${limit}`;
}

/** How many of the newest tokens are examined. */
const MOST_LOOKED_AT = 10_000;

/** The query of `holdersOf`. Raw: INDEXED BY, json_each, and a SELECT without a FROM. */
export function findHolders(
  organizationId: string,
  what: { permission: string } | { group: string },
  mostNamed: number,
): SQL {
  const [column, value] =
    "permission" in what ? [sql`permissions`, what.permission] : [sql`visibility_groups`, what.group];
  const held = sql`FROM membership WHERE organization_id = ${organizationId}
    AND EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`;
  const named = sql`SELECT name ${held} ORDER BY folded LIMIT ${mostNamed}`;
  const limited =
    "permission" in what
      ? sql`(SELECT count(*) FROM (SELECT scopes FROM token INDEXED BY token_by_creation
            WHERE organization_id = ${organizationId} AND kind = 'api' ORDER BY created_at DESC, id DESC LIMIT ${MOST_LOOKED_AT})
          WHERE scopes <> 'all' AND EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = ${value}))`
      : sql`0`;
  return sql`SELECT (SELECT count(*) ${held}) AS members, (SELECT json_group_array(name) FROM (${named})) AS names,
      ${limited} AS tokens`;
}
