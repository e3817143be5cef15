import { and, or, type SQL, sql } from "drizzle-orm";
import { EXPIRING_MS, UNUSED_MS } from "../../worker/domain/tokens/attention.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";

/** What `attention` is any of. */
const ATTENTION = ["expiring", "expired", "blocked", "unused"] as const;

/** Whether a token `t` is in this state now (ms UTC). */
export function isInState(state: ListedState, now: number): SQL | undefined {
  switch (state) {
    case "attention":
      return or(...ATTENTION.map((one) => isInState(one, now)));
    case "expiring":
      return sql`(${t.expiresAt} > ${now} AND ${t.expiresAt} <= ${now + EXPIRING_MS})`;
    case "expired":
      return sql`${t.expiresAt} <= ${now}`;
    case "blocked":
      return and(t.isBlocked, sql`NOT ${isSuspended(now)}`, isNotExpired(now));
    case "suspended":
      return and(isSuspended(now), isNotExpired(now));
    case "earlier-secret":
      return sql`(${t.hashEarlier} IS NOT NULL AND ${t.earlierEndsAt} > ${now})`;
    case "unused":
      return and(
        isUntouchedSince(now - UNUSED_MS),
        sql`NOT ${t.isBlocked}`,
        sql`NOT ${isSuspended(now)}`,
        isNotExpired(now),
      );
  }
}

/** `seq` of at most `most` tokens, some twice, that an index finds for it: at least those that are at rest. */
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

/** A token whose suspension is over was resumed at its end. */
function isUntouchedSince(at: number): SQL {
  const touched = [t.lastUsedAt, t.rotatedAt, t.resumedAt, t.suspendedUntil].map(
    (one) => sql`coalesce(${one}, 0)`,
  );
  return sql`max(${t.createdAt}, ${sql.join(touched, sql`, `)}) <= ${at}`;
}

function isSuspended(now: number): SQL {
  return sql`(${t.suspendedAt} IS NOT NULL AND (${t.suspendedUntil} IS NULL OR ${t.suspendedUntil} > ${now}))`;
}

function isNotExpired(now: number): SQL {
  return sql`(${t.expiresAt} IS NULL OR ${t.expiresAt} > ${now})`;
}
