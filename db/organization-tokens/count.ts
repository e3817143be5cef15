import { sql } from "drizzle-orm";
import { type Counted, MOST_COUNTED } from "../../worker/domain/counted.ts";
import type { ListedState } from "../../worker/domain/tokens/listed-state.ts";
import { type Database, prepare } from "../connect.ts";
import { sizeOf } from "../organizations/tally.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import { type Term, termOf, termOfState } from "./term.ts";

type Narrowed = {
  q?: string;
  state?: { is: ListedState; now: number };
  tokenPrefix: string;
};

/**
 * How many tokens `listOrganizationTokens` has on all its pages. Of a search, or a state, at most `MOST_COUNTED` are
 * looked at that its index names, or the newest where it has none: what holds of them are so many at least.
 */
export async function countOrganizationTokens(
  database: Database,
  organizationId: string,
  { q, state, tokenPrefix }: Narrowed,
): Promise<Counted> {
  const words = q ? termOf(q, tokenPrefix) : undefined;
  if (words === null) return { count: 0, more: false };
  const term = state ? termOfState(state, words) : words;
  if (!term) return { count: (await sizeOf(database, organizationId)).tokens, more: false };
  const row = await prepare(database, counted(organizationId, term)).first<{
    lookedAt: number;
    count: number;
  }>();
  return { count: Math.min(row?.count ?? 0, MOST_COUNTED), more: (row?.lookedAt ?? 0) > MOST_COUNTED };
}

/** An index may name a token twice, and may not know the last use of one that is in use. */
function counted(organizationId: string, term: Term) {
  const most = MOST_COUNTED + 1;
  const ofOrganization = sql`FROM token WHERE organization_id = ${organizationId} AND kind = 'api'`;
  const named =
    term.found?.(organizationId, most) ??
    sql`SELECT seq ${ofOrganization} ORDER BY created_at DESC LIMIT ${most}`;
  const inUse = sql`SELECT seq ${ofOrganization} AND use_marked_at IS NOT NULL LIMIT ${most}`;
  const among = term.isOfLastUse ? sql`SELECT * FROM (${named}) UNION ALL SELECT * FROM (${inUse})` : named;
  return sql`WITH among AS MATERIALIZED (${among})
    SELECT (SELECT count(*) FROM among) AS lookedAt, (SELECT count(*) FROM ${t}
      WHERE ${t.seq} IN (SELECT seq FROM among) AND +${t.organizationId} = ${organizationId} AND ${term.inUse}) AS count`;
}
