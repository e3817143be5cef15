import type { Actor } from "../domain/actor.ts";
import { headerValue } from "../domain/header-value.ts";
import { rfc3339 } from "../domain/times.ts";

export const IDENTITY_HEADERS = [
  "X-Auth-User",
  "X-Auth-Email",
  "X-Auth-Organization",
  "X-Auth-Token-Id",
  "X-Auth-Permissions",
  "X-Auth-Visibility-Groups",
  "X-Auth-Token-Expires",
] as const;

export type IdentityHeaders = Record<(typeof IDENTITY_HEADERS)[number], string>;

/**
 * All values together. Servers take 8 kB of one header (nginx, Apache and gunicorn refuse more) and 16 kB of all
 * (Node): what is larger would be an error in front of the API, with as little to understand in it.
 */
const MOST_BYTES = 8_000;

/**
 * Who a request comes from, for a gateway to hand on. Every header is always there, empty where there
 * is nothing to say: what a gateway copies then replaces whatever the client itself sent by that name.
 */
export function identityHeaders({ member, token, permissions, endsAt }: Actor): IdentityHeaders {
  return {
    "X-Auth-User": headerValue(member.user.id),
    "X-Auth-Email": headerValue(member.user.email ?? ""),
    "X-Auth-Organization": headerValue(member.organization.id),
    "X-Auth-Token-Id": headerValue(token.id),
    "X-Auth-Permissions": permissions.map(headerValue).join(" "),
    // A comma inside a name is encoded too: the one between names is the only one there is.
    "X-Auth-Visibility-Groups": member.visibilityGroups.map(encodeURIComponent).join(","),
    "X-Auth-Token-Expires": rfc3339(endsAt) ?? "",
  };
}

/** Whether servers take it. None of it is ever left out: an API that knew less of somebody would not know that. */
export function isTooLarge(identity: IdentityHeaders): boolean {
  return Object.values(identity).reduce((bytes, value) => bytes + value.length, 0) > MOST_BYTES;
}

/** On every answer to a token that was accepted, whatever its status: when the secret that was presented ends. */
export function tellExpiry(answer: Response, { endsAt }: Pick<Actor, "endsAt">): Response {
  if (endsAt !== null) answer.headers.set("Token-Expires", rfc3339(endsAt));
  return answer;
}
