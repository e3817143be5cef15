import type { Session } from "../outputs.ts";
import { heldPermissions } from "./held-permissions.ts";

/** Whom a new token will speak for. */
export interface Holder {
  /** Undefined for oneself. */
  name?: string;
  organization: string;
  /** What they hold, each with its sentence and the endpoints that it opens. */
  permissions: readonly { key: string; description: string; endpoints: readonly string[] }[];
  visibilityGroups: readonly string[];
}

export function oneself(session: Session): Holder {
  return {
    organization: session.organization.name,
    permissions: heldPermissions(session),
    visibilityGroups: session.visibilityGroups,
  };
}
