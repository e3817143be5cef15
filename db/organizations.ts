import { asc, eq, sql } from "drizzle-orm";
import type { ApiPermission } from "../worker/domain/permissions.ts";
import { type Database, prepare, type Statement } from "./connect.ts";
import { visibilityGroup } from "./tables/visibility-group.ts";

/** The names of the visibility groups that an organization has defined. */
export async function visibilityGroupsOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await database
    .select({ name: visibilityGroup.name })
    .from(visibilityGroup)
    .where(eq(visibilityGroup.organizationId, organizationId))
    .orderBy(asc(visibilityGroup.name));
  return rows.map(({ name }) => name);
}

export function insertGroup(organizationId: string, id: string, name: string, most: number): Statement {
  return sql`INSERT OR IGNORE INTO visibility_group (id, organization_id, name)
    SELECT ${id}, ${organizationId}, ${name}
    WHERE (SELECT count(*) FROM visibility_group WHERE organization_id = ${organizationId}) < ${most}`;
}

/** Changes no row where `from` is not there or `to` already is. */
export function renameGroup(organizationId: string, from: string, to: string): Statement {
  return sql`UPDATE OR IGNORE visibility_group SET name = ${to} WHERE organization_id = ${organizationId} AND name = ${from}`;
}

/** What follows from `renameGroup`, if it was done: members have the group by its new name. */
export function renameGroupOfMembers(organizationId: string, from: string, to: string): Statement {
  return sql`UPDATE membership SET visibility_groups = (
      SELECT json_group_array(CASE value WHEN ${from} THEN ${to} ELSE value END) FROM json_each(visibility_groups))
    WHERE organization_id = ${organizationId}
      AND EXISTS (SELECT 1 FROM json_each(visibility_groups) WHERE value = ${from})
      AND NOT EXISTS (SELECT 1 FROM visibility_group WHERE organization_id = ${organizationId} AND name = ${from})`;
}

export function deleteGroup(organizationId: string, name: string): Statement {
  return sql`DELETE FROM visibility_group WHERE organization_id = ${organizationId} AND name = ${name}`;
}

/** What follows from `deleteGroup`: nobody is in it any more. */
export function deleteGroupOfMembers(organizationId: string, name: string): Statement {
  return sql`UPDATE membership SET visibility_groups = (
      SELECT json_group_array(value) FROM json_each(visibility_groups) WHERE value <> ${name})
    WHERE organization_id = ${organizationId}
      AND EXISTS (SELECT 1 FROM json_each(visibility_groups) WHERE value = ${name})`;
}

/** The catalogue of an organization's own permissions, with its text for `replaceApiPermissions`. */
export async function readApiPermissions(
  database: Database,
  organizationId: string,
): Promise<{ text: string; catalogue: ApiPermission[] }> {
  const text = await prepare(
    database,
    sql`SELECT api_permissions FROM organization WHERE id = ${organizationId}`,
  ).first<string>("api_permissions");
  return { text: text ?? "[]", catalogue: JSON.parse(text ?? "[]") };
}

/** Changes no row where the catalogue is not what was read any more. */
export function replaceApiPermissions(
  organizationId: string,
  read: string,
  catalogue: readonly ApiPermission[],
): Statement {
  return sql`UPDATE organization SET api_permissions = ${JSON.stringify(catalogue)}
    WHERE id = ${organizationId} AND api_permissions = ${read}`;
}

/** What follows from a permission's removal, if it was removed: nobody holds it any more. */
export function deletePermissionOfMembers(organizationId: string, key: string): Statement {
  return sql`UPDATE membership SET permissions = (
      SELECT json_group_array(value) FROM json_each(permissions) WHERE value <> ${key})
    WHERE organization_id = ${organizationId} AND EXISTS (SELECT 1 FROM json_each(permissions) WHERE value = ${key})
      AND NOT EXISTS (SELECT 1 FROM organization, json_each(organization.api_permissions) AS own
        WHERE organization.id = ${organizationId} AND own.value ->> 'key' = ${key})`;
}
