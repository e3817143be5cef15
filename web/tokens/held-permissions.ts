import { BUILT_IN_PERMISSIONS } from "../../worker/domain/permissions.ts";
import type { Session } from "../outputs.ts";

/** The permissions that the member holds, each with its sentence: the organization's own ones first. */
export function heldPermissions(session: Session): { key: string; description: string }[] {
  const sentences = new Map<string, string>(Object.entries(BUILT_IN_PERMISSIONS));
  for (const { key, description } of session.permissionCatalogue ?? []) sentences.set(key, description);
  return session.permissions
    .map((key) => ({ key, description: sentences.get(key) ?? "" }))
    .sort((a, b) => Number(a.key in BUILT_IN_PERMISSIONS) - Number(b.key in BUILT_IN_PERMISSIONS));
}
