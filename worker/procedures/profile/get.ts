import type { Member } from "../../domain/organizations/membership.ts";
import { memberProcedure } from "../guards.ts";

export const get = memberProcedure.query(({ ctx }) => presentProfile(ctx.actor.member));

/** The caller's own profile in this organization. */
export function presentProfile({ user, organization, role, visibilityGroups }: Member) {
  return {
    ...user,
    organization: { id: organization.id, name: organization.name, kind: organization.kind },
    role,
    visibilityGroups: [...visibilityGroups],
  };
}
