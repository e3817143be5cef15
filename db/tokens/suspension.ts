import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import { build, type Statement } from "../connect.ts";
import { hasRow, isSame } from "../operators.ts";
import { token } from "../tables/token.ts";

export function suspendToken(id: string, { at, until, by }: Suspension): Statement {
  return build
    .update(token)
    .set({ suspendedAt: at, suspendedUntil: until, suspendedBy: by })
    .where(eq(token.id, id));
}

export function resumeToken(id: string, at: number): Statement {
  return build
    .update(token)
    .set({ resumedAt: at, suspendedAt: null, suspendedUntil: null, suspendedBy: null })
    .where(and(eq(token.id, id), isNotNull(token.suspendedAt)));
}

/** Whether the token's suspension is still the one that was read. */
export function isSuspendedSince(id: string, suspension: Suspension | null): SQL {
  const isSo = and(
    isSame(token.suspendedAt, suspension?.at ?? null),
    isSame(token.suspendedBy, suspension?.by ?? null),
  );
  return hasRow(token, and(eq(token.id, id), isSo));
}
