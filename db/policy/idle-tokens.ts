import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { IDLE_WARNING_MS } from "../../worker/domain/policies/lifetime.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { batchIfMet, demandChanges } from "../demands.ts";
import { MAY_OPEN } from "../mail/expiry-notices.ts";
import { isBound } from "./policy.ts";

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

/** More organizations than these come with the next run. */
const MOST_WALKS = 50;

/** A token's place along the last uses of its organization. */
export type IdlePlace = { usedAt: number; id: string };

/** An organization whose policy suspends what lies idle, and where the walk along its tokens is to go on. */
export type IdleWalk = {
  organizationId: string;
  maxIdleDays: number;
  exemptServiceUsers: boolean;
  begunAt: number | null;
  after: IdlePlace | null;
};

/**
 * Walks that were stopped, and those that did not begin since then (ms UTC): first those that began the longest ago.
 */
export async function idleWalksDue(database: Database, since: number): Promise<IdleWalk[]> {
  const { results } = await prepare(
    database,
    sql`SELECT organization.id AS organizationId, max_idle_days AS maxIdleDays,
        exempt_service_users AS exemptServiceUsers, begun_at AS begunAt, used_at AS usedAt, token_id AS tokenId
      FROM organization INDEXED BY organization_that_suspends_idle
        LEFT JOIN idle_walk ON idle_walk.organization_id = organization.id
      WHERE max_idle_days IS NOT NULL AND (begun_at IS NULL OR begun_at < ${since} OR used_at IS NOT NULL)
      ORDER BY begun_at, organization.id LIMIT ${MOST_WALKS}`,
  ).all<
    Pick<IdleWalk, "organizationId" | "maxIdleDays" | "begunAt"> & {
      exemptServiceUsers: number;
      usedAt: number | null;
      tokenId: string | null;
    }
  >();
  return results.map(({ exemptServiceUsers, usedAt, tokenId, ...row }) => ({
    ...row,
    exemptServiceUsers: exemptServiceUsers === 1,
    after: usedAt === null || tokenId === null ? null : { usedAt, id: tokenId },
  }));
}

/** Where the next run goes on; from the beginning where `after` is null. */
export async function keepIdleWalk(
  database: Database,
  { organizationId, begunAt, after }: Pick<IdleWalk, "organizationId" | "after"> & { begunAt: number },
): Promise<void> {
  await prepare(
    database,
    sql`INSERT INTO idle_walk (organization_id, begun_at, used_at, token_id)
      VALUES (${organizationId}, ${begunAt}, ${after?.usedAt ?? null}, ${after?.id ?? null})
      ON CONFLICT (organization_id)
        DO UPDATE SET begun_at = excluded.begun_at, used_at = excluded.used_at, token_id = excluded.token_id`,
  ).run();
}

const TOKEN = sql`token.seq, token.id, token.name, token.organization_id AS organizationId,
  organization.name AS organizationName, token.user_id AS userId, membership.name AS ownerName, user.kind AS ownerKind,
  coalesce(user.email, membership.contact) AS address, ${MAY_OPEN} AS mayOpen, token.last_used_at AS lastUsedAt`;

const WHOSE = sql`CROSS JOIN organization ON organization.id = token.organization_id
  CROSS JOIN membership
    ON membership.organization_id = token.organization_id AND membership.user_id = token.user_id
  CROSS JOIN user ON user.id = token.user_id`;

/** Idle tokens as the walk comes to them, each with its place, and where to go on; null where none follows. */
export type IdlePiece = { idle: (IdleToken & IdlePlace)[]; after: IdlePlace | null };

/**
 * Looks at the next `look` tokens of an organization that were used last so long ago, for those that lie idle and of
 * which nobody was told yet. It reads so many rows however many tokens there are.
 */
export async function idleTokensToTell(
  database: Database,
  { organizationId, maxIdleDays, exemptServiceUsers, after }: Omit<IdleWalk, "begunAt">,
  now: number,
  look: number,
): Promise<IdlePiece> {
  const behind = after ? sql`AND (sorted_used_at, id) > (${after.usedAt}, ${after.id})` : sql``;
  const looked = await prepare(
    database,
    sql`SELECT count(*) AS rows, json_group_array(seq) FILTER (WHERE idle_notice_at IS NULL) AS untold,
        json_group_array(json_array(sorted_used_at, id)) -> '$[#-1]' AS last
      FROM (SELECT seq, id, sorted_used_at, idle_notice_at FROM token INDEXED BY token_by_last_use
        WHERE organization_id = ${organizationId} AND kind = 'api'
          AND sorted_used_at <= ${now - maxIdleDays * DAY_MS} ${behind} ORDER BY sorted_used_at, id LIMIT ${look})`,
  ).first<{ rows: number; untold: string; last: string | null }>();
  if (!looked?.last) return { idle: [], after: null };
  const policy = { maxIdleDays: sql`${maxIdleDays}`, sparesServiceUsers: sql`${Number(exemptServiceUsers)}` };
  const { results } = await prepare(
    database,
    sql`SELECT ${TOKEN}, token.sorted_used_at AS usedAt FROM json_each(${looked.untold}) AS candidate
        CROSS JOIN token_with_last_use AS token ON token.seq = candidate.value ${WHOSE}
      WHERE ${liesIdle(policy, now)} ORDER BY candidate.key`,
  ).all<IdleToken & IdlePlace>();
  const [usedAt, id] = JSON.parse(looked.last) as [number, string];
  return { idle: results, after: looked.rows === look ? { usedAt, id } : null };
}

/** That the owners are told, and what writes the mail: both or neither. False where somebody else tells it. */
export async function tellIdle(
  database: Database,
  tokens: readonly IdleToken[],
  mail: readonly Statement[],
  at: number,
): Promise<boolean> {
  const ids = JSON.stringify(tokens.map(({ id }) => id));
  return batchIfMet(database, [
    sql`UPDATE token SET idle_notice_at = ${at} WHERE id IN (SELECT value FROM json_each(${ids}))
      AND idle_notice_at IS NULL`,
    demandChanges(tokens.length),
    ...mail,
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
    sql`SELECT ${TOKEN}, coalesce(${liesIdle(AS_IT_IS, now)}, FALSE) AS isStillIdle
      FROM (SELECT seq FROM token INDEXED BY token_told_idle WHERE idle_notice_at IS NOT NULL
          AND idle_notice_at <= ${toldBy} ORDER BY idle_notice_at LIMIT ${limit}) AS told
        CROSS JOIN token_with_last_use AS token ON token.seq = told.seq ${WHOSE}`,
  ).all<Omit<WarnedToken, "isStillIdle"> & { isStillIdle: number }>();
  return results.map((row) => ({ ...row, isStillIdle: Boolean(row.isStillIdle) }));
}

/** Whether it lies idle still, as the policy of its organization has it now. */
export function isStillIdle(id: string, now: number): SQL {
  return sql`EXISTS (SELECT 1 FROM token_with_last_use AS token WHERE token.id = ${id} AND ${liesIdle(AS_IT_IS, now)})`;
}

export function forgetIdle(ids: readonly string[]): SQL {
  return sql`UPDATE token SET idle_notice_at = NULL WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

type IdlePolicy = { maxIdleDays: SQL; sparesServiceUsers: SQL };

/** The policy that the organization of `token` has now. */
const AS_IT_IS: IdlePolicy = {
  maxIdleDays: sql`(SELECT max_idle_days FROM organization WHERE organization.id = token.organization_id)`,
  sparesServiceUsers: sql`(SELECT exempt_service_users FROM organization WHERE organization.id = token.organization_id)`,
};

/** When a row that is called `token` is suspended if it lies idle until then. */
export function suspendedFrom(now: number): SQL {
  return sql`max(coalesce(token.idle_notice_at, ${now}) + ${IDLE_WARNING_MS}, ${now})`;
}

/**
 * Whether a row of `token_with_last_use` that is called `token` lies idle under a policy: it is honoured, it is
 * untouched for so many days, and it does not expire before it is suspended. Of null days none does.
 */
export function liesIdle({ maxIdleDays, sparesServiceUsers }: IdlePolicy, now: number): SQL {
  return sql`((token.expires_at IS NULL OR token.expires_at > ${suspendedFrom(now)})
    AND (token.suspended_at IS NULL OR token.suspended_until <= ${now})
    AND max(token.created_at, coalesce(token.last_used_at, 0), coalesce(token.rotated_at, 0),
      coalesce(token.resumed_at, 0), coalesce(token.suspended_until, 0)) <= ${now} - ${maxIdleDays} * ${DAY_MS}
    AND ${isBound(sparesServiceUsers)})`;
}
