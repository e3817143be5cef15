import { type SQL, sql } from "drizzle-orm";
import type { Mail } from "../worker/domain/notices.ts";
import { type Database, prepare } from "./connect.ts";
import { batchIfMet, demandChanges } from "./demands.ts";
import { MAY_OPEN } from "./expiry-notices.ts";
import { isIdle } from "./policy.ts";
import { randomId } from "./random-id.ts";

export type IdleToken = {
  seq: number;
  id: string;
  name: string;
  organizationId: string;
  organizationName: string;
  userId: string;
  ownerName: string;
  ownerKind: "human" | "service";
  /** Of a person their own, of a service user its contact's. */
  address: string | null;
  /** 1 where who is told may open the pages of the organization. */
  mayOpen: number;
  lastUsedAt: number | null;
};

/** Organizations whose policy suspends what lies idle. */
export async function organizationsThatSuspendIdle(
  database: Database,
): Promise<{ id: string; maxIdleDays: number }[]> {
  const { results } = await prepare(
    database,
    sql`SELECT id, max_idle_days AS maxIdleDays FROM organization WHERE max_idle_days IS NOT NULL`,
  ).all<{ id: string; maxIdleDays: number }>();
  return results;
}

const TOKEN = sql`t.seq, t.id, t.name, t.organization_id AS organizationId, organization.name AS organizationName,
  t.user_id AS userId, membership.name AS ownerName, user.kind AS ownerKind,
  coalesce(user.email, membership.contact) AS address, ${MAY_OPEN} AS mayOpen,
  t.last_used_at AS lastUsedAt`;

const WHOSE = sql`CROSS JOIN organization ON organization.id = t.organization_id
  CROSS JOIN membership ON membership.organization_id = t.organization_id AND membership.user_id = t.user_id
  CROSS JOIN user ON user.id = t.user_id`;

const IS_BOUND = sql`NOT (organization.exempt_service_users AND user.kind = 'service')`;

/** Idle tokens of an organization of which nobody was told yet, in the order of `seq`. */
export async function idleTokensToTell(
  database: Database,
  { id, maxIdleDays }: { id: string; maxIdleDays: number },
  now: number,
  after: number,
  limit: number,
): Promise<IdleToken[]> {
  const { results } = await prepare(
    database,
    sql`SELECT ${TOKEN} FROM (SELECT * FROM token_with_last_use WHERE organization_id = ${id} AND kind = 'api'
        AND idle_notice_at IS NULL AND seq > ${after} AND ${isIdle(sql`${maxIdleDays}`, now)}
        ORDER BY seq LIMIT ${limit}) AS t ${WHOSE}
      WHERE ${IS_BOUND} AND membership.deactivated_at IS NULL ORDER BY t.seq`,
  ).all<IdleToken>();
  return results;
}

/** That the owners are told, and the mail that tells them: both or neither. False where somebody else tells it. */
export async function tellIdle(
  database: Database,
  tokens: readonly IdleToken[],
  mail: readonly Mail[],
  at: number,
): Promise<boolean> {
  const organizationId = tokens[0]?.organizationId ?? null;
  const ids = JSON.stringify(tokens.map(({ id }) => id));
  const mails = mail.map(
    ({
      recipient,
      notice,
    }) => sql`INSERT INTO outbox (id, recipient, notice, organization_id, created_at, next_attempt_at)
      VALUES (${randomId("out_")}, ${recipient}, ${JSON.stringify(notice)}, ${organizationId}, ${at}, ${at})`,
  );
  return batchIfMet(database, [
    sql`UPDATE token SET idle_notice_at = ${at} WHERE id IN (SELECT value FROM json_each(${ids}))
      AND idle_notice_at IS NULL`,
    demandChanges(tokens.length),
    ...mails,
  ]);
}

export type WarnedToken = IdleToken & { isStillIdle: boolean };

/** Tokens of whose idleness somebody was told by then, those first of whom it is the longest ago. */
export async function idleTokensToldBy(
  database: Database,
  toldBy: number,
  now: number,
  limit: number,
): Promise<WarnedToken[]> {
  const { results } = await prepare(
    database,
    sql`SELECT ${TOKEN}, (organization.max_idle_days IS NOT NULL AND ${IS_BOUND} AND t.is_idle) AS isStillIdle
      FROM (SELECT seq FROM token INDEXED BY token_told_idle WHERE idle_notice_at IS NOT NULL
          AND idle_notice_at <= ${toldBy} ORDER BY idle_notice_at LIMIT ${limit}) AS told
        CROSS JOIN (SELECT token_with_last_use.*, ${isIdle(MAX_IDLE, now)} AS is_idle FROM token_with_last_use) AS t
          ON t.seq = told.seq ${WHOSE}`,
  ).all<Omit<WarnedToken, "isStillIdle"> & { isStillIdle: number }>();
  return results.map((row) => ({ ...row, isStillIdle: Boolean(row.isStillIdle) }));
}

const MAX_IDLE = sql`(SELECT max_idle_days FROM organization WHERE organization.id = organization_id)`;

/** Whether it lies idle still, as the policy of its organization has it now. */
export function liesIdle(id: string, now: number): SQL {
  return sql`EXISTS (SELECT 1 FROM token_with_last_use WHERE id = ${id} AND ${isIdle(MAX_IDLE, now)})`;
}

export function forgetIdle(ids: readonly string[]): SQL {
  return sql`UPDATE token SET idle_notice_at = NULL WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
