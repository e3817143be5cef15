import { type SQL, sql } from "drizzle-orm";

/** The newest `most` tokens of an organization; `now` in ms UTC. */
type Newest = { organizationId: string; most: number; now: number };

/** Raw: part of raw statements. */
const newest = ({ organizationId, most }: Newest) =>
  sql`SELECT id, user_id, scopes, expires_at FROM token
    WHERE organization_id = ${organizationId} AND kind = 'api' ORDER BY created_at DESC, id DESC LIMIT ${most}`;

/** The newest tokens that have not expired. Raw: part of raw statements. */
const live = (of: Newest) =>
  sql`(SELECT * FROM (${newest(of)}) WHERE expires_at IS NULL OR expires_at > ${of.now}) AS t`;

/** How many of them there are. Raw: from a raw part. */
export function countNewest(of: Newest): SQL {
  return sql`SELECT count(*) AS looked FROM (${newest(of)})`;
}

/** How many have the same permissions. Raw: CROSS JOIN, so that each member is looked up by its key. */
export function countHeldAlike(of: Newest): SQL {
  return sql`SELECT role, permissions, scopes, count(*) AS tokens FROM ${live(of)}
        CROSS JOIN membership ON membership.organization_id = ${of.organizationId} AND membership.user_id = t.user_id
        GROUP BY role, permissions, scopes`;
}

/** How many needed each permission, with days counted since 1970. Raw: CROSS JOIN, and count with a FILTER. */
export function countNeeded(of: Newest, today: number): SQL {
  return sql`SELECT permission, count(*) FILTER (WHERE day > ${today - 30}) AS in30Days, count(*) AS in90Days
        FROM ${live(of)} CROSS JOIN token_permission_use ON token_permission_use.token_id = t.id
        WHERE day > ${today - 90} GROUP BY permission`;
}
