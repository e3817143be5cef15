import { and, eq, lte, max, ne, type SQL, sql } from "drizzle-orm";
import { build, type Database, type Statement } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { token } from "../tables/token.ts";

/** Follows the removal or replacement of the provider: ends the sessions that it opened. */
export function endWhatItOpened(organizationId: string): Statement {
  const last = build.select({ seq: max(token.seq) }).from(token);
  return build
    .update(organization)
    .set({ providerEndedThrough: sql`${last}` })
    .where(eq(organization.id, organizationId));
}

/** Sessions that `required` no longer allows (`opensDespiteProvider`), oldest first. */
export function sessionsOfOtherWays(
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const isOther = sql`coalesce(${token.way}, 'password') NOT IN ('provider', 'access')`;
  const closed = and(isOther, ne(membership.role, "master_admin"));
  return sessionsThat(closed, database, organizationId, atMost);
}

/** Sessions opened by a provider that the organization has since removed, oldest first. */
export function sessionsOfProvider(
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const endedThrough = build
    .select({ seq: organization.providerEndedThrough })
    .from(organization)
    .where(eq(organization.id, organizationId));
  const closed = and(eq(token.way, "provider"), lte(token.seq, sql`${endedThrough}`));
  return sessionsThat(closed, database, organizationId, atMost);
}

/** Searches member by member: an organization may have a million API tokens and few sessions. */
async function sessionsThat(
  closed: SQL | undefined,
  database: Database,
  organizationId: string,
  atMost: number,
): Promise<string[]> {
  const isTheirs = and(
    eq(token.organizationId, membership.organizationId),
    eq(token.userId, membership.userId),
  );
  const sessions = await database
    .select({ id: token.id })
    .from(membership)
    .crossJoin(token)
    .where(and(isTheirs, eq(token.kind, "session"), eq(membership.organizationId, organizationId), closed))
    .orderBy(token.seq)
    .limit(atMost);
  return sessions.map(({ id }) => id);
}
