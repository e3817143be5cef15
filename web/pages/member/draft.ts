import { ROLE_NAMES, type Role } from "../../../worker/domain/organizations/roles.ts";

/** What the form can change of a member. */
export interface Draft {
  name: string;
  role: Role;
  permissions: string[];
  visibilityGroups: string[];
}

export function draftOf({ name, role, permissions, visibilityGroups }: Draft): Draft {
  return { name, role, permissions: [...permissions], visibilityGroups: [...visibilityGroups] };
}

/** The entered changes; empty if nothing differs. */
export function changesFrom(base: Draft, draft: Draft): Partial<Draft> {
  const changes: Partial<Draft> = {};
  if (draft.name.trim() !== base.name) changes.name = draft.name;
  if (draft.role !== base.role) changes.role = draft.role;
  // A Master Admin is shown with all permissions, whatever was granted; after a change of role, the ticked ones are
  // granted.
  const isDemoted = base.role === "master_admin" && draft.role !== "master_admin";
  if (isDemoted || !same(base.permissions, draft.permissions)) changes.permissions = draft.permissions;
  if (!same(base.visibilityGroups, draft.visibilityGroups)) changes.visibilityGroups = draft.visibilityGroups;
  return changes;
}

/** Applies what was entered to what somebody else made of the member meanwhile. */
export function rebase(base: Draft, theirs: Draft, draft: Draft): Draft {
  return {
    name: draft.name === base.name ? theirs.name : draft.name,
    role: draft.role === base.role ? theirs.role : draft.role,
    permissions: rebaseList(base.permissions, theirs.permissions, draft.permissions),
    visibilityGroups: rebaseList(base.visibilityGroups, theirs.visibilityGroups, draft.visibilityGroups),
  };
}

/** What somebody else changed, one per line. */
export function told(base: Draft, theirs: Draft): string[] {
  const lines: string[] = [];
  if (base.name !== theirs.name) lines.push(`The name is now “${theirs.name}”.`);
  if (base.role !== theirs.role) lines.push(`The role is now ${ROLE_NAMES[theirs.role]}.`);
  lines.push(...toldOfList("Permissions", base.permissions, theirs.permissions));
  lines.push(...toldOfList("Visibility groups", base.visibilityGroups, theirs.visibilityGroups));
  return lines;
}

function toldOfList(what: string, base: readonly string[], theirs: readonly string[]): string[] {
  const given = theirs.filter((one) => !base.includes(one));
  const taken = base.filter((one) => !theirs.includes(one));
  return [
    ...(given.length > 0 ? [`${what} given: ${given.join(", ")}.`] : []),
    ...(taken.length > 0 ? [`${what} taken away: ${taken.join(", ")}.`] : []),
  ];
}

function rebaseList(base: readonly string[], theirs: readonly string[], draft: readonly string[]): string[] {
  const added = draft.filter((one) => !base.includes(one) && !theirs.includes(one));
  const removed = base.filter((one) => !draft.includes(one));
  return [...theirs.filter((one) => !removed.includes(one)), ...added];
}

/** Ignores their order. */
function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
