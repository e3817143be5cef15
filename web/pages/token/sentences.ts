import { BUILT_IN_PERMISSIONS } from "../../../worker/domain/permissions.ts";
import type { Session } from "../../outputs.ts";

interface Described {
  description: string;
  endpoints: readonly string[];
}

/** Every permission of the organization with its sentence and the endpoints that it opens. */
export function sentencesOf(session: Session): Map<string, Described> {
  const builtIn = Object.entries(BUILT_IN_PERMISSIONS).map(
    ([key, description]) => [key, { description, endpoints: [] as readonly string[] }] as const,
  );
  const own = session.permissionCatalogue.map(
    ({ key, description, endpoints = [] }) => [key, { description, endpoints }] as const,
  );
  return new Map<string, Described>([...builtIn, ...own]);
}
