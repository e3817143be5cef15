import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";

/** Whether these are still all its groups. Raw: json_group_array, of sorted names. */
export function areGroups(organizationId: string, names: readonly string[]): SQL {
  return sql`${JSON.stringify(names)} = (SELECT json_group_array(name) FROM (
    SELECT name FROM visibility_group WHERE organization_id = ${organizationId} ORDER BY name))`;
}

/** A JSON list without one of its items. Raw: json_each. */
export function without(list: SQLWrapper, item: string): SQL {
  return sql`(SELECT json_group_array(value) FROM json_each(${list}) WHERE value <> ${item})`;
}

/** A JSON list with one item replaced. Raw: json_each. */
export function withReplaced(list: SQLWrapper, from: string, to: string): SQL {
  return sql`(SELECT json_group_array(CASE value WHEN ${from} THEN ${to} ELSE value END) FROM json_each(${list}))`;
}

/** Whether the organization's own permissions have this key. Raw: json_each. */
export function hasPermission(organizationId: string, key: string): SQL {
  return sql`EXISTS (SELECT 1 FROM organization, json_each(organization.api_permissions) AS own
    WHERE organization.id = ${organizationId} AND own.value ->> 'key' = ${key})`;
}

/** Changes no row if `from` does not exist or `to` already does. Raw: UPDATE OR IGNORE. */
export function renameGroup(organizationId: string, from: string, to: string): Statement {
  return sql`UPDATE OR IGNORE visibility_group SET name = ${to}
    WHERE organization_id = ${organizationId} AND name = ${from}`;
}

/** Removes at most `atMost` activities of a deleted organization. Raw: by rowid, which is no Drizzle column. */
export function removeActivityOf(organizationId: string, atMost: number): Statement {
  return sql`DELETE FROM activity WHERE rowid IN (SELECT rowid FROM activity
    WHERE organization_id = ${organizationId} LIMIT ${atMost}) RETURNING id`;
}
