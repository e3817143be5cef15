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
  /** The day on which it is due, since 1970 in UTC. */
  due: number;
  organizationId: string;
  organizationName: string;
  userId: string;
  ownerName: string;
  ownerKind: UserKind;
  /** Of a person their own, of a service user its contact's. */
  address: string | null;
  /** Whether who is told may open the pages of the organization: a contact need not be a superuser. */
  mayOpen: boolean;
  /** Whether its owner is deactivated, or it has ended already. */
  isOver: boolean;
  /** Whether this address was sent its mail of the day: what is due waits for tomorrow's. */
  isSentToday: boolean;
};

type Flag = "isOver" | "mayOpen" | "isSentToday";

/** API tokens of which somebody has to be told on this day or had to before it, those of one owner together. */
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

/** Who is told where nobody else is: at most so many. */
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
  /** That write the mail of the day. */
  mail: Statement[];
};

/**
 * That these thresholds are told, and the mail that tells them: both or neither. False where one of the tokens, or a
 * mail, is not as it was read: somebody else tells it, or it is due no more.
 */
export async function tellExpiries(database: Database, told: Told): Promise<boolean> {
  return batchIfMet(database, [markTold(told.tokens), demandChanges(told.tokens.length), ...told.mail]);
}
