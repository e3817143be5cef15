import { BUILT_IN_PERMISSIONS } from "../../worker/domain/permissions.ts";
import type { Session } from "../outputs.ts";

/** With its sentence and the endpoints that it opens. */
export interface HeldPermission {
  key: string;
  description: string;
  endpoints: readonly string[];
}

/** The permissions that the member holds: the organization's own first. */
export function heldPermissions(session: Session): HeldPermission[] {
  const sentences = new Map<string, string>(Object.entries(BUILT_IN_PERMISSIONS));
  const known = new Map((session.permissionCatalogue ?? []).map((one) => [one.key, one]));
  return session.permissions
    .map((key) => {
      const { description = sentences.get(key) ?? "", endpoints = [] } = known.get(key) ?? {};
      return { key, description, endpoints };
    })
    .sort((a, b) => Number(a.key in BUILT_IN_PERMISSIONS) - Number(b.key in BUILT_IN_PERMISSIONS));
}
