import { and, eq, sql } from "drizzle-orm";
import { DAY_MS, HOUR_MS } from "../../worker/domain/durations.ts";
import type { Member } from "../../worker/domain/organizations/membership.ts";
import { readScopes, type Scopes } from "../../worker/domain/tokens/scopes.ts";
import { type DayCounter, dayOf } from "../../worker/domain/usage/counter.ts";
import { type Database, prepare } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { token } from "../tables/token.ts";

/**
 * What is counted of a token on the `span` days up to `now` (ms UTC), folded or still on its sheet. Raw, because each
 * day is looked up by itself, in the order of the key that the nightly clean-up deletes by.
 */
export async function countersOf(
  database: Database,
  tokenId: string,
  { now, span }: { now: number; span: number },
): Promise<DayCounter[]> {
  const today = dayOf(now);
  const days = Array.from({ length: span }, (_, nth) => today - nth);
  const sinceHour = Math.floor((now - DAY_MS) / HOUR_MS);
  const { results } = await prepare(
    database,
    sql`SELECT ${tokenId} AS tokenId, day, method, route, permission, outcome,
        sum(count) AS count, max(last_at) AS lastAt, sum(recent) AS recent
      FROM (
        SELECT usage.day, method, route, permission, outcome, count, last_at, iif(usage.day < ${today - 1}, 0,
          (SELECT coalesce(sum(value), 0) FROM json_each(hours) WHERE usage.day * 24 + key >= ${sinceHour})) AS recent
        FROM json_each(${JSON.stringify(days)}) AS wanted
        CROSS JOIN token_usage_day AS usage ON usage.day = wanted.value AND usage.token_id = ${tokenId}
        UNION ALL
        SELECT counted.key ->> 1 AS day, counted.key ->> 2, counted.key ->> 3, counted.key ->> 4, counted.key ->> 5,
          counted.value ->> 0, counted.value ->> 1,
          iif((counted.key ->> 1) * 24 + (counted.key ->> 6) >= ${sinceHour}, counted.value ->> 0, 0)
        FROM token CROSS JOIN use_sheet ON use_sheet.id = token.use_sheet
        CROSS JOIN json_each(use_sheet.counts) AS counted
        WHERE token.id = ${tokenId} AND counted.key ->> 0 = ${tokenId} AND counted.key ->> 1 > ${today - span})
      GROUP BY day, method, route, permission, outcome`,
  ).all<DayCounter>();
  return results;
}

/** What decides the permissions of an API token, of this organization and, where given, this user; null for any other. */
export async function holderOf(
  database: Database,
  id: string,
  { organizationId, userId }: { organizationId: string; userId?: string },
): Promise<{ scopes: Scopes; member: Pick<Member, "organization" | "role" | "permissions"> } | null> {
  const [row] = await database
    .select({
      scopes: token.scopes,
      role: membership.role,
      permissions: membership.permissions,
      organization,
    })
    .from(token)
    .innerJoin(
      membership,
      and(eq(membership.organizationId, token.organizationId), eq(membership.userId, token.userId)),
    )
    .innerJoin(organization, eq(organization.id, token.organizationId))
    .where(
      and(
        eq(token.id, id),
        eq(token.kind, "api"),
        eq(token.organizationId, organizationId),
        userId === undefined ? undefined : eq(token.userId, userId),
      ),
    );
  if (!row) return null;
  const { scopes, ...member } = row;
  return { scopes: readScopes(scopes), member };
}
