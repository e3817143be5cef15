import { type ApiPermission, permissionCatalogue } from "../permissions.ts";
import type { Role } from "./roles.ts";

export type UserKind = "human" | "service";
export type OrganizationKind = "customer" | "partner";

export type Organization = {
  id: string;
  name: string;
  kind: OrganizationKind;
  apiPermissions: readonly ApiPermission[];
};

/** One user in one organization: who a token speaks for. */
export type Member = {
  user: { id: string; email: string | null; name: string; kind: UserKind };
  organization: Organization;
  role: Role;
  /** As granted; see `heldPermissions` for what that amounts to. */
  permissions: readonly string[];
  visibilityGroups: readonly string[];
  deactivatedAt: number | null;
};

/**
 * What a member may do now: what was granted to them and still is in the organization's catalogue.
 * A Master Admin holds all of it.
 */
export function heldPermissions(member: Pick<Member, "organization" | "role" | "permissions">): string[] {
  const catalogue = permissionCatalogue(member.organization.apiPermissions).map(({ key }) => key);
  return member.role === "master_admin"
    ? catalogue
    : catalogue.filter((key) => member.permissions.includes(key));
}
