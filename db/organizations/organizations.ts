import { and, asc, eq, ne, not, sql } from "drizzle-orm";
import type { EndpointsByPermission } from "../../worker/domain/endpoints/catalogue.ts";
import type { Unlisted } from "../../worker/domain/endpoints/reach.ts";
import type { ApiPermission } from "../../worker/domain/permissions.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { randomId } from "../random-id.ts";
import { contains } from "../sql.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { visibilityGroup } from "../tables/visibility-group.ts";
import { hasPermission, without, withReplaced } from "./sql.ts";

export async function visibilityGroupsOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await database
    .select({ name: visibilityGroup.name })
    .from(visibilityGroup)
    .where(eq(visibilityGroup.organizationId, organizationId))
    .orderBy(asc(visibilityGroup.name));
  return rows.map(({ name }) => name);
}

export function insertGroup(organizationId: string, id: string, name: string): Statement {
  return build.insert(visibilityGroup).values({ id, organizationId, name }).onConflictDoNothing();
}

/** Follows `renameGroup`, if it changed a row: members have the group under its new name. */
export function renameGroupOfMembers(organizationId: string, from: string, to: string): Statement {
  const { visibilityGroups } = membership;
  const isGone = not(hasRow(visibilityGroup, isGroup(organizationId, from)));
  return build
    .update(membership)
    .set({ visibilityGroups: withReplaced(visibilityGroups, from, to) })
    .where(and(eq(membership.organizationId, organizationId), contains(visibilityGroups, from), isGone));
}

export function deleteGroup(organizationId: string, name: string): Statement {
  return build.delete(visibilityGroup).where(isGroup(organizationId, name));
}

function isGroup(organizationId: string, name: string) {
  return and(eq(visibilityGroup.organizationId, organizationId), eq(visibilityGroup.name, name));
}

/** Follows `deleteGroup`: removes the group from all members. */
export function deleteGroupOfMembers(organizationId: string, name: string): Statement {
  const { visibilityGroups } = membership;
  return build
    .update(membership)
    .set({ visibilityGroups: without(visibilityGroups, name) })
    .where(and(eq(membership.organizationId, organizationId), contains(visibilityGroups, name)));
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
  const [row] = await database
    .select({
      permissions: sql<string>`${organization.apiPermissions}`,
      endpoints: sql<string>`${organization.endpoints}`,
      unlisted: organization.unlistedEndpoints,
    })
    .from(organization)
    .where(eq(organization.id, organizationId));
  const { unlisted, ...texts } = row ?? { permissions: "[]", endpoints: "{}", unlisted: "refuse" };
  const catalogue = { permissions: JSON.parse(texts.permissions), endpoints: JSON.parse(texts.endpoints) };
  return { catalogue, unlisted, texts };
}

/** Changes no row if the catalogue has changed since it was read. */
export function replaceCatalogue(
  organizationId: string,
  { texts }: Pick<ReadCatalogue, "texts">,
  { permissions, endpoints }: Catalogue,
): Statement {
  const text = JSON.stringify(endpoints);
  // Isolates identify a catalogue by its version, so it is unique, even after D1 was put back.
  const version = text === "{}" ? null : randomId("cat_");
  return build
    .update(organization)
    .set({
      apiPermissions: [...permissions],
      endpoints,
      ...(text === texts.endpoints ? {} : { endpointsVersion: version }),
    })
    .where(
      and(
        eq(organization.id, organizationId),
        sql`${organization.apiPermissions} = ${texts.permissions}`,
        sql`${organization.endpoints} = ${texts.endpoints}`,
      ),
    );
}

/** Changes no row if it is already so. */
export function replaceUnlisted(organizationId: string, unlisted: Unlisted): Statement {
  return build
    .update(organization)
    .set({ unlistedEndpoints: unlisted })
    .where(and(eq(organization.id, organizationId), ne(organization.unlistedEndpoints, unlisted)));
}

/** Follows a permission's removal, if it changed a row: removes the permission from all members. */
export function deletePermissionOfMembers(organizationId: string, key: string): Statement {
  const { permissions } = membership;
  const isGone = not(hasPermission(organizationId, key));
  return build
    .update(membership)
    .set({ permissions: without(permissions, key) })
    .where(and(eq(membership.organizationId, organizationId), contains(permissions, key), isGone));
}
