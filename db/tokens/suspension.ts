import { type SQL, sql } from "drizzle-orm";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import type { Statement } from "../connect.ts";

export function suspendToken(id: string, { at, until, by }: Suspension): Statement {
  return sql`UPDATE token SET suspended_at = ${at}, suspended_until = ${until}, suspended_by = ${by} WHERE id = ${id}`;
}

export function resumeToken(id: string, at: number): Statement {
  return sql`UPDATE token SET resumed_at = ${at}, suspended_at = NULL, suspended_until = NULL, suspended_by = NULL
    WHERE id = ${id} AND suspended_at IS NOT NULL`;
}

/** Whether the token's suspension is still the one that was read. */
export function isSuspendedSince(id: string, suspension: Suspension | null): SQL {
  return sql`EXISTS (SELECT 1 FROM token WHERE id = ${id} AND suspended_at IS ${suspension?.at ?? null}
    AND suspended_by IS ${suspension?.by ?? null})`;
}
