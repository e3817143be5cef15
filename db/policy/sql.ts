import { type SQL, sql } from "drizzle-orm";
import { latestEnd, outlives } from "./conditions-sql.ts";
import type { PolicyDue } from "./policy-due.ts";

/** How many tokens one batch examines. */
export const TOKENS_AT_ONCE = 1_000;

/**
 * Applies a policy to the next tokens: those that would live longer expire sooner. Writes nothing if another run did
 * it. Raw: INDEXED BY, and json_each.
 */
export function policyPiece(due: PolicyDue): SQL[] {
  const { id, organizationId, at, after } = due;
  const rest = sql`FROM token INDEXED BY token_by_prefix
    WHERE organization_id = ${organizationId} AND kind = 'api' AND id > ${after} ORDER BY id`;
  const last = sql`SELECT id ${rest} LIMIT 1 OFFSET ${TOKENS_AT_ONCE - 1}`;
  const isNext = sql`policy_due.id = ${id} AND policy_due.after = ${after}`;
  return [
    sql`UPDATE token SET expires_at = ${latestEnd(due, at)}
      WHERE seq IN (SELECT seq ${rest} LIMIT ${TOKENS_AT_ONCE}) AND ${outlives(due, at)}
        AND EXISTS (SELECT 1 FROM policy_due WHERE ${isNext})
        AND id NOT IN (SELECT value FROM policy_due, json_each(spared) WHERE ${isNext})`,
    sql`DELETE FROM policy_due WHERE ${isNext} AND NOT EXISTS (${last})`,
    sql`UPDATE policy_due SET after = (${last}) WHERE ${isNext}`,
  ];
}
