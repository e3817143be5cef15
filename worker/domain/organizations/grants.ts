import * as z from "zod/mini";
import { Refusal } from "../errors.ts";
import { permissionCatalogue } from "../permissions.ts";
import type { Organization } from "./membership.ts";
import { ROLES } from "./roles.ts";

const MOST_PERMISSIONS = 210;
export const MOST_GROUPS = 1_000;
/** A member's groups go into every question of who sees whom, and into the headers of gateways. */
const MOST_GROUPS_A_MEMBER = 100;

export const roleSchema = z.enum(ROLES, { error: "role-invalid" });

export const permissionsSchema = z.pipe(
  z
    .array(z.string({ error: "permissions-invalid" }), { error: "permissions-invalid" })
    .check(z.maxLength(MOST_PERMISSIONS, { error: "permissions-invalid" })),
  z.transform(distinct),
);

export const groupsSchema = z
  .pipe(
    z.array(z.string({ error: "groups-invalid" }).check(z.normalize("NFC")), { error: "groups-invalid" }),
    z.transform(distinct),
  )
  .check(z.refine((groups) => groups.length <= MOST_GROUPS_A_MEMBER, { error: "groups-too-many" }));

/** @throws Refusal `permission-unknown` for a permission outside the organization's catalogue */
export function demandInCatalogue(
  permissions: readonly string[],
  { apiPermissions }: Pick<Organization, "apiPermissions">,
): void {
  const catalogue = new Set(permissionCatalogue(apiPermissions).map(({ key }) => key));
  if (permissions.some((key) => !catalogue.has(key))) {
    throw new Refusal("permission-unknown", { field: "permissions" });
  }
}

/** @throws Refusal `group-unknown` for a group that the organization has not defined */
export function demandDefined(groups: readonly string[], defined: readonly string[]): void {
  if (groups.some((name) => !defined.includes(name))) {
    throw new Refusal("group-unknown", { field: "visibilityGroups" });
  }
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
