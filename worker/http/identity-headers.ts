import type { Actor } from "../domain/actor.ts";
import { headerValue } from "../domain/header-value.ts";
import { rfc3339 } from "../domain/times.ts";
import type { Verdict } from "../verification/verify-token.ts";

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
 * The limit for all values together. nginx, Apache and gunicorn refuse a header line over 8 kB, Node headers over 16
 * kB in all: larger values would fail in front of the API, with an error that explains nothing.
 */
const MOST_BYTES = 8_000;

/**
 * Identity headers for a gateway to pass on. Every header is always there, empty if there is nothing to say, so that
 * it replaces whatever the client sent by that name.
 */
export function identityHeaders({ member, token, permissions, endsAt }: Actor): IdentityHeaders {
  return {
    "X-Auth-User": headerValue(member.user.id),
    "X-Auth-Email": headerValue(member.user.email ?? ""),
    "X-Auth-Organization": headerValue(member.organization.id),
    "X-Auth-Token-Id": headerValue(token.id),
    "X-Auth-Permissions": permissions.map(headerValue).join(" "),
    // A comma inside a name is encoded too, so commas only separate names.
    "X-Auth-Visibility-Groups": member.visibilityGroups.map(encodeURIComponent).join(","),
    "X-Auth-Token-Expires": rfc3339(endsAt) ?? "",
  };
}

/**
 * Whether servers accept them. Nothing is left out to make them fit: the API could not know that something is
 * missing.
 */
export function isTooLarge(identity: IdentityHeaders): boolean {
  return Object.values(identity).reduce((bytes, value) => bytes + value.length, 0) > MOST_BYTES;
}

/** Sent with every answer to a valid token, whatever it may do: when the presented secret expires. */
export function tellExpiry(answer: Response, verdict: Verdict): Response {
  const endsAt = holderOf(verdict)?.endsAt ?? null;
  if (endsAt !== null) answer.headers.set("Token-Expires", rfc3339(endsAt));
  return answer;
}

function holderOf(verdict: Verdict): Actor | null {
  if (verdict.ok) return verdict.actor;
  return verdict.refusal.reason === "out-of-reach" ? verdict.refusal.actor : null;
}
