import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { EndpointsByPermission } from "../../worker/domain/endpoints/catalogue.ts";
import type { Unlisted } from "../../worker/domain/endpoints/reach.ts";
import type { ApiPermission } from "../../worker/domain/permissions.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { randomId } from "../random-id.ts";
import { visibilityGroup } from "../tables/visibility-group.ts";

/** The names of the visibility groups that an organization has defined. */
export async function visibilityGroupsOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await database
    .select({ name: visibilityGroup.name })
    .from(visibilityGroup)
    .where(eq(visibilityGroup.organizationId, organizationId))
    .orderBy(asc(visibilityGroup.name));
  return rows.map(({ name }) => name);
}

/** Whether these are still all of them. */
export function areGroups(organizationId: string, names: readonly string[]): SQL {
  return sql`${JSON.stringify(names)} = (SELECT json_group_array(name) FROM (
    SELECT name FROM visibility_group WHERE organization_id = ${organizationId} ORDER BY name))`;
}

export function insertGroup(organizationId: string, id: string, name: string): Statement {
  return sql`INSERT OR IGNORE INTO visibility_group (id, organization_id, name)
    VALUES (${id}, ${organizationId}, ${name})`;
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

/** An organization's own permissions, and which endpoints each of them opens. */
export type Catalogue = { permissions: readonly ApiPermission[]; endpoints: EndpointsByPermission };

/** A catalogue as it was read, with its texts for `replaceCatalogue`. */
export type ReadCatalogue = {
  catalogue: Catalogue;
  unlisted: Unlisted;
  texts: { permissions: string; endpoints: string };
};

export async function readCatalogue(database: Database, organizationId: string): Promise<ReadCatalogue> {
  const row = await prepare(
    database,
    sql`SELECT api_permissions AS permissions, endpoints, unlisted_endpoints AS unlisted
      FROM organization WHERE id = ${organizationId}`,
  ).first<{ permissions: string; endpoints: string; unlisted: Unlisted }>();
  const { unlisted, ...texts } = row ?? { permissions: "[]", endpoints: "{}", unlisted: "refuse" };
  const catalogue = { permissions: JSON.parse(texts.permissions), endpoints: JSON.parse(texts.endpoints) };
  return { catalogue, unlisted, texts };
}

/** Changes no row where the catalogue is not what was read any more. */
export function replaceCatalogue(
  organizationId: string,
  { texts }: Pick<ReadCatalogue, "texts">,
  { permissions, endpoints }: Catalogue,
): Statement {
  const text = JSON.stringify(endpoints);
  // What isolates know a catalogue by: never the same for two, not even after D1 was put back.
  const version = text === "{}" ? null : randomId("cat_");
  return sql`UPDATE organization SET api_permissions = ${JSON.stringify(permissions)}, endpoints = ${text},
      endpoints_version = ${text === texts.endpoints ? sql`endpoints_version` : version}
    WHERE id = ${organizationId} AND api_permissions = ${texts.permissions} AND endpoints = ${texts.endpoints}`;
}

/** Changes no row where it is so already. */
export function replaceUnlisted(organizationId: string, unlisted: Unlisted): Statement {
  return sql`UPDATE organization SET unlisted_endpoints = ${unlisted}
    WHERE id = ${organizationId} AND unlisted_endpoints <> ${unlisted}`;
}

/** What follows from a permission's removal, if it was removed: nobody holds it any more. */
export function deletePermissionOfMembers(organizationId: string, key: string): Statement {
  return sql`UPDATE membership SET permissions = (
      SELECT json_group_array(value) FROM json_each(permissions) WHERE value <> ${key})
    WHERE organization_id = ${organizationId} AND EXISTS (SELECT 1 FROM json_each(permissions) WHERE value = ${key})
      AND NOT EXISTS (SELECT 1 FROM organization, json_each(organization.api_permissions) AS own
        WHERE organization.id = ${organizationId} AND own.value ->> 'key' = ${key})`;
}
