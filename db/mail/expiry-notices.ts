import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { batchIfMet, demandChanges } from "../demands.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";
import { findExpiries, markTold } from "./expiries-sql.ts";

export type ExpiringToken = {
  seq: number;
  id: string;
  name: string;
  createdAt: number;
  rotatedAt: number | null;
  expiresAt: number;
  expiryNotice: number | null;
  lastUsedAt: number | null;
  lastUsedMethod: string | null;
  lastUsedPath: string | null;
  /** The day when it is due, in days since 1970 (UTC). */
  due: number;
  organizationId: string;
  organizationName: string;
  userId: string;
  ownerName: string;
  ownerKind: UserKind;
  /** A person's own address; a service user's is its contact's. */
  address: string | null;
  /** Whether the recipient may open the organization's pages: a contact need not be a superuser. */
  mayOpen: boolean;
  /** Whether its owner is deactivated, or the token has already ended. */
  isOver: boolean;
  /** Whether this address already got its mail of the day: the notice then waits until tomorrow. */
  isSentToday: boolean;
};

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

export type ToldToken = { id: string; expiresAt: number; threshold: number };

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
