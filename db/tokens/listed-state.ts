import { and, or, type SQL, sql } from "drizzle-orm";
import { EXPIRING_MS, UNUSED_MS } from "../../worker/domain/tokens/attention.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";

/** The states that `attention` includes. */
export const ATTENTION = ["expiring", "expired", "blocked", "unused"] as const;

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

/** A suspension that is over counts as resumed at its end. */
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
