import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Database, prepare, type Statement } from "../connect.ts";
import { batchIfMet, demandChanges } from "../demands.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";
import { findExpiries, markTold } from "./expiries-sql.ts";
import type { ExpiringToken, ToldToken } from "./expiring-token.ts";

type Flag = "isOver" | "mayOpen" | "isSentToday";

/** API tokens with a notice due on this day or earlier, grouped by owner. */
export async function expiriesToTell(
  database: Database,
  day: number,
  after: ExpiringToken | null,
  limit: number,
): Promise<ExpiringToken[]> {
  const { results } = await prepare(database, findExpiries(day, after, limit)).all<
    Omit<ExpiringToken, Flag> & Record<Flag, number>
  >();
  return results.map(({ isOver, mayOpen, isSentToday, ...row }) => ({
    ...row,
    isOver: Boolean(isOver),
    mayOpen: Boolean(mayOpen),
    isSentToday: Boolean(isSentToday),
  }));
}

/** How many superusers are told, at most, if there is no other recipient. */
const MOST_SUPERUSERS = 100;

export async function superuserAddresses(database: Database, organizationId: string): Promise<string[]> {
  const superusers = await database
    .select({ email: sql<string>`${user.email}` })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.organizationId, organizationId),
        inArray(membership.role, ["superuser", "master_admin"]),
        isNull(membership.deactivatedAt),
        isNotNull(user.email),
      ),
    )
    .orderBy(membership.userId)
    .limit(MOST_SUPERUSERS);
  return superusers.map(({ email }) => email);
}

type Told = {
  tokens: ToldToken[];
  /** Statements that write the mail of the day. */
  mail: Statement[];
};

/**
 * Marks these thresholds as told and writes the mail that tells them: both or neither. False if a token or a mail has
 * changed since it was read: somebody else tells it, or it is not due now.
 */
export async function tellExpiries(database: Database, told: Told): Promise<boolean> {
  return batchIfMet(database, [markTold(told.tokens), demandChanges(told.tokens.length), ...told.mail]);
}
