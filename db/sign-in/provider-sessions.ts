import { type SQL, sql } from "drizzle-orm";
import { type Database, prepare, type Statement } from "../connect.ts";

/** What follows where the provider is gone, or another one: what it opened is over. */
export function endWhatItOpened(organizationId: string): Statement {
  return sql`UPDATE organization SET provider_ended_through = (SELECT max(seq) FROM token)
    WHERE id = ${organizationId}`;
}

/** Sessions that `required` does not let go on (`opensDespiteProvider`), the oldest of them. */
export function sessionsOfOtherWays(
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const closed = sql`coalesce(token.way, 'password') NOT IN ('provider', 'access')
    AND membership.role <> 'master_admin'`;
  return sessionsThat(closed, database, organizationId, atMost);
}

/** Sessions that a provider opened which the organization has no more, the oldest of them. */
export function sessionsOfProvider(
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const closed = sql`token.way = 'provider' AND token.seq <= (
    SELECT provider_ended_through FROM organization WHERE id = ${organizationId})`;
  return sessionsThat(closed, database, organizationId, atMost);
}

/** Found member by member: an organization may have a million API tokens, and few sessions. */
async function sessionsThat(
  closed: SQL,
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const { results } = await prepare(
    database,
    sql`SELECT token.id FROM membership CROSS JOIN token ON token.organization_id = membership.organization_id
        AND token.user_id = membership.user_id AND token.kind = 'session'
      WHERE membership.organization_id = ${organizationId} AND ${closed}
      ORDER BY token.seq LIMIT ${atMost}`,
  ).all<{ id: string }>();
  return results.map(({ id }) => id);
}
