import type { Reason } from "./errors.ts";

/** A permission of an organization's own API: Latchkey grants it, only that API understands it. */
export type ApiPermission = { key: string; description: string };

/** Latchkey's own permissions, each with its sentence for people. */
export const BUILT_IN_PERMISSIONS = {
  "tokens.personal": "Can create and manage personal API tokens",
  "tokens.introspect": "Can ask whether a token of this organization is active, and what it may do",
} as const satisfies Record<string, string>;

const BUILT_IN: readonly ApiPermission[] = Object.entries(BUILT_IN_PERMISSIONS).map(([key, description]) => ({
  key,
  description,
}));

export type BuiltInPermission = keyof typeof BUILT_IN_PERMISSIONS;

/** Those that changes in the web app demand (`authorize`), each with what is said to who lacks it. */
export const LACKING = {
  "tokens.personal": "tokens-personal-missing",
} as const satisfies Partial<Record<BuiltInPermission, Reason>>;

export type DemandedPermission = keyof typeof LACKING;

/** Everything that can be granted in an organization: the built-in permissions, then its own. */
export function permissionCatalogue(apiPermissions: readonly ApiPermission[]): ApiPermission[] {
  return [...BUILT_IN, ...apiPermissions];
}
