import { type ApiPermission, type BuiltInPermission, permissionCatalogue } from "../permissions.ts";
import type { Role } from "./roles.ts";

/** Somebody who signs in. */
export type Person = { id: string; name: string; kind: "human"; email: string };
/** A script or a gateway: it has no address and cannot sign in. */
export type ServiceUser = { id: string; name: string; kind: "service"; email: null };
export type User = Person | ServiceUser;
export type UserKind = User["kind"];

/** A CHECK of the table holds that people, and nobody else, have an address. */
export function userOf(id: string, name: string, email: string | null): User {
  return email === null ? { id, name, kind: "service", email } : { id, name, kind: "human", email };
}
export type OrganizationKind = "customer" | "partner";

export type Organization = {
  id: string;
  name: string;
  kind: OrganizationKind;
  apiPermissions: readonly ApiPermission[];
};

/** One user in one organization: the subject of a token. */
export type Member = {
  user: User;
  organization: Organization;
  role: Role;
  /** As granted; `heldPermissions` says which of them hold. */
  permissions: readonly string[];
  visibilityGroups: readonly string[];
  deactivatedAt: number | null;
};

/** Whether a member holds one of Latchkey's own permissions, which are in every organization's catalogue. */
export function holds(
  { role, permissions }: Pick<Member, "role" | "permissions">,
  permission: BuiltInPermission,
): boolean {
  return role === "master_admin" || permissions.includes(permission);
}

/**
 * What a member may do now: the granted permissions that are still in the organization's catalogue. A Master Admin
 * holds all of it.
 */
export function heldPermissions(member: Pick<Member, "organization" | "role" | "permissions">): string[] {
  const catalogue = permissionCatalogue(member.organization.apiPermissions).map(({ key }) => key);
  return member.role === "master_admin"
    ? catalogue
    : catalogue.filter((key) => member.permissions.includes(key));
}
