import { type Database, prepare } from "./connect.ts";
import { nothing, tellCondition, tellStuckMail } from "./sql.ts";

/** Problems that do not stop Latchkey, but need attention. */
export type Condition = {
  /** The database was put back, and what came back has not been ended yet. */
  isUnmended: boolean;
  /** When Cron last ran at all (ms UTC); null if it never did. */
  cronAt: number | null;
  /** The oldest mail that is due (ms UTC): any try would have postponed it. */
  mailDueSince: number | null;
};

/** Rejects if D1 does not answer, or its schema does not fit. */
export async function conditionOf(database: Database): Promise<Condition> {
  const found = await prepare(database, tellCondition()).first<
    Omit<Condition, "isUnmended"> & { isUnmended: 0 | 1 }
  >();
  return {
    isUnmended: found?.isUnmended === 1,
    cronAt: found?.cronAt ?? null,
    mailDueSince: found?.mailDueSince ?? null,
  };
}

/** The size of the database in bytes. */
export async function sizeOf(database: Database): Promise<number> {
  const { meta } = await prepare(database, nothing()).all();
  return meta.size_after;
}

/** Whether none of the newest tried mails (at least `least`) has been delivered. */
export async function isMailStuck(database: Database, least: number): Promise<boolean> {
  return (await prepare(database, tellStuckMail(least)).first<number>("stuck")) === 1;
}
