import { sql } from "drizzle-orm";
import type { TeamSort } from "../../worker/domain/organizations/team-sort.ts";
import type { Keys } from "../keyset.ts";
import { membership } from "../tables/membership.ts";

/**
 * The sort keys of each order of the team, exactly as in an index of migration `team_orders`. An expression ends in the
 * user's id: SQLite does not search for a pair of keys if one is an expression.
 */
export const TEAM_ORDERS: Record<TeamSort["by"], Keys> = {
  name: [membership.folded, membership.userId],
  email: [
    sql`substr(${membership.folded}, instr(${membership.folded}, char(10)) + 1) || char(10) || ${membership.userId}`,
  ],
  role: [
    sql`CASE ${membership.role} WHEN 'master_admin' THEN '0' WHEN 'superuser' THEN '1' ELSE '2' END || ${membership.folded} || char(10) || ${membership.userId}`,
  ],
  created: [membership.createdAt, membership.userId],
};
