import { and, eq } from "drizzle-orm";
import type { Member } from "../../worker/domain/organizations/membership.ts";
import { readScopes, type Scopes } from "../../worker/domain/tokens/scopes.ts";
import type { DayCounter } from "../../worker/domain/usage/counter.ts";
import { type Database, prepare } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { token } from "../tables/token.ts";
import { findCounters } from "./sql.ts";

/** A token's counts on the `span` days up to `now` (ms UTC), folded or still on its sheet. */
export async function countersOf(
  database: Database,
  tokenId: string,
  asked: { now: number; span: number },
): Promise<DayCounter[]> {
  const { results } = await prepare(database, findCounters(tokenId, asked)).all<DayCounter>();
  return results;
}

/**
 * The facts that decide an API token's permissions; null unless it belongs to this organization and, if given, this
 * user.
 */
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
