import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { BUILT_IN_PERMISSIONS } from "../../worker/domain/permissions.ts";

/**
 * Limits groups and permissions to those that exist now: one that is being removed leaves nothing behind.
 * Raw: json_each on both sides.
 */
export function areThere(
  organizationId: string,
  { permissions, visibilityGroups }: { permissions: readonly string[]; visibilityGroups: readonly string[] },
): SQL {
  const builtIn = JSON.stringify(Object.keys(BUILT_IN_PERMISSIONS));
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(visibilityGroups)}) AS given
      WHERE given.value NOT IN (SELECT name FROM visibility_group WHERE organization_id = ${organizationId}))
    AND NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(permissions)}) AS given
      WHERE given.value NOT IN (SELECT value FROM json_each(${builtIn}))
        AND given.value NOT IN (SELECT own.value ->> 'key' FROM organization, json_each(organization.api_permissions) AS own
          WHERE organization.id = ${organizationId}))`;
}

/** The latest of these moments, any of which may be missing; 0 if all are. Raw: a SELECT without a FROM. */
export function latestOf(moments: readonly SQLWrapper[]): SQL {
  const each = moments.map((moment) => sql`coalesce(${moment}, 0)`);
  return sql`SELECT max(${sql.join(each, sql`, `)}) AS at`;
}

/**
 * Whether a JSON list and this one share an item. Raw: json_each, with `IN`, which SQLite looks up: a join of two lists
 * would read one list for each item of the other.
 */
export function shareOne(list: SQLWrapper, others: readonly string[]): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${list})
    WHERE value IN (SELECT value FROM json_each(${JSON.stringify(others)})))`;
}
