import type { Session } from "../outputs.ts";
import { type HeldPermission, heldPermissions } from "./held-permissions.ts";

/** Whom a new token will speak for. */
export interface Holder {
  /** Undefined for oneself. */
  name?: string;
  organization: string;
  permissions: readonly HeldPermission[];
  visibilityGroups: readonly string[];
}

export function oneself(session: Session): Holder {
  return {
    organization: session.organization.name,
    permissions: heldPermissions(session),
    visibilityGroups: session.visibilityGroups,
  };
}
