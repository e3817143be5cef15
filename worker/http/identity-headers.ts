import type { Actor } from "../domain/actor.ts";
import { headerValue } from "../domain/header-value.ts";

export const IDENTITY_HEADERS = [
  "X-Auth-User",
  "X-Auth-Email",
  "X-Auth-Organization",
  "X-Auth-Token-Id",
  "X-Auth-Permissions",
  "X-Auth-Visibility-Groups",
] as const;

/**
 * Who a request comes from, for a gateway to hand on. Every header is always there, empty where there
 * is nothing to say: what a gateway copies then replaces whatever the client itself sent by that name.
 */
export function identityHeaders({
  member,
  token,
  permissions,
}: Actor): Record<(typeof IDENTITY_HEADERS)[number], string> {
  return {
    "X-Auth-User": headerValue(member.user.id),
    "X-Auth-Email": headerValue(member.user.email ?? ""),
    "X-Auth-Organization": headerValue(member.organization.id),
    "X-Auth-Token-Id": headerValue(token.id),
    "X-Auth-Permissions": permissions.map(headerValue).join(" "),
    // A comma inside a name is encoded too: the one between names is the only one there is.
    "X-Auth-Visibility-Groups": member.visibilityGroups.map(encodeURIComponent).join(","),
  };
}
