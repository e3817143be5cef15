import { and, asc, eq, gt, gte, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { EndCause } from "../../worker/domain/activity/actions.ts";
import type { Database } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { token } from "../tables/token.ts";

/** After the session with this end (ms UTC) and `seq`. */
export type SessionPlace = { expiresAt: number; seq: number };

export type ClosedSession = { id: string; organizationId: string; because: EndCause };

/**
 * Among the next `lookedAt` sessions of all organizations, those that verification refuses because of how they were
 * opened; and where to continue, or null at the end.
 */
export async function closedSessions(
  database: Database,
  place: SessionPlace | null,
  lookedAt: number,
): Promise<{ closed: ClosedSession[]; after: SessionPlace | null }> {
  const nth = sql<number>`row_number() OVER (ORDER BY ${token.expiresAt}, ${token.seq})`.as("nth");
  const looked = database
    .select({
      id: token.id,
      organizationId: token.organizationId,
      userId: token.userId,
      way: sql<string>`coalesce(${token.way}, 'password')`.as("way_in"),
      expiresAt: token.expiresAt,
      seq: token.seq,
      nth,
    })
    .from(token)
    .where(and(eq(token.kind, "session"), isNotNull(token.expiresAt), place ? isBehind(place) : undefined))
    .orderBy(asc(token.expiresAt), asc(token.seq))
    .limit(lookedAt)
    .as("looked");
  const because = sql<EndCause | null>`CASE
    WHEN ${looked.way} = 'provider' AND ${looked.seq} <= ${organization.providerEndedThrough} THEN 'provider-changed'
    WHEN ${organization.requiresProvider} AND ${membership.role} <> 'master_admin'
      AND ${looked.way} NOT IN ('provider', 'access') THEN 'provider-required' END`;
  const { id, organizationId, expiresAt, seq } = looked;
  const rows = await database
    .select({ id, organizationId, because, expiresAt, seq, nth: looked.nth })
    .from(looked)
    .innerJoin(organization, eq(organization.id, organizationId))
    .innerJoin(
      membership,
      and(eq(membership.organizationId, organizationId), eq(membership.userId, looked.userId)),
    )
    .where(or(isNotNull(because), eq(looked.nth, lookedAt)));
  const last = rows.find((row) => row.nth === lookedAt);
  return {
    closed: rows.flatMap(({ because, id, organizationId }) =>
      because === null ? [] : [{ id, organizationId, because }],
    ),
    after: last ? { expiresAt: last.expiresAt ?? 0, seq: last.seq } : null,
  };
}

function isBehind({ expiresAt, seq }: SessionPlace): SQL | undefined {
  return and(gte(token.expiresAt, expiresAt), or(gt(token.expiresAt, expiresAt), gt(token.seq, seq)));
}
