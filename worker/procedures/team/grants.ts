import * as z from "zod/mini";
import { visibilityGroupsOf } from "../../../db/organizations/organizations.ts";
import type { Actor } from "../../domain/actor.ts";
import {
  demandDefined,
  demandInCatalogue,
  groupsSchema,
  permissionsSchema,
} from "../../domain/organizations/grants.ts";
import type { Runtime } from "../runtime.ts";

export const grantFields = {
  permissions: z.optional(permissionsSchema),
  visibilityGroups: z.optional(groupsSchema),
};

/** @throws Refusal if a permission or group does not belong to the organization */
export async function checkGrants(
  { database }: Runtime,
  { member: { organization } }: Actor,
  { permissions = [], visibilityGroups = [] }: z.output<z.ZodMiniObject<typeof grantFields>>,
): Promise<void> {
  demandInCatalogue(permissions, organization);
  if (visibilityGroups.length === 0) return;
  demandDefined(visibilityGroups, await visibilityGroupsOf(database, organization.id));
}
