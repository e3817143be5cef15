import { and, type SQL, sql } from "drizzle-orm";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import type { Term } from "./term.ts";
import { areAtRest, behind, indexedKey, inOrder, ofOrganization, type Walk } from "./walk.ts";

/**
 * The walk's next `rows` tokens, and which of them contain the term. Raw: as one row of JSON, so that D1 does the work
 * instead of the Worker.
 */
export function lookAlong(walk: Walk, term: Term, rows: number): SQL {
  const key = indexedKey(walk);
  const order = sql.join(inOrder(walk, key, t.id), sql`, `);
  return sql`SELECT count(*) AS rows, json_group_array(seq) FILTER (WHERE hit) AS hits,
      json_group_array(json_array(key, id)) -> '$[#-1]' AS last
    FROM (SELECT ${t.seq} AS seq, ${t.id} AS id, ${key} AS key, ${and(areAtRest(walk, term), term.atRest)} AS hit
      FROM ${t} WHERE ${and(ofOrganization(walk), behind(walk, key, t.id))} ORDER BY ${order} LIMIT ${rows})`;
}

/** Raw: as one row of JSON, as above. */
export function listSeqs(found: SQL): SQL {
  return sql`SELECT json_group_array(seq) AS seqs FROM (${found})`;
}

/**
 * How many tokens match, among at most one more than `atMost` that an index finds for the term, or the newest. The
 * index may name a token twice, and may not know the last use of a token in use. Raw: MATERIALIZED, and a UNION ALL of
 * raw parts.
 */
export function countAmong(organizationId: string, term: Term, atMost: number): SQL {
  const most = atMost + 1;
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
