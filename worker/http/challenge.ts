import type { Actor } from "../domain/actor.ts";
import type { ReachRefusal } from "../domain/endpoints/reach.ts";
import { Refusal } from "../domain/errors.ts";
import { heldPermissions } from "../domain/organizations/membership.ts";
import type { Scheme } from "../verification/credential.ts";
import type { TokenRefusal } from "../verification/verify-token.ts";
import { type Problem, problemOf } from "./problem.ts";

const REALM = "latchkey";

type Challenge = {
  /** RFC 6750 §3.1; left out if no credential was presented. */
  error?: "invalid_request" | "invalid_token" | "insufficient_scope";
  description?: string;
  scope?: string;
};

/** `WWW-Authenticate` in the scheme that the client speaks: RFC 6750 §3, or Django's `Token`. */
export function challenge(scheme: Scheme | null, { error, description, scope }: Challenge = {}): string {
  if (scheme === "Token") return `Token realm="${REALM}"`;
  const parameters = [`realm="${REALM}"`];
  if (error) parameters.push(`error="${error}"`);
  if (description) parameters.push(`error_description="${quotable(description)}"`);
  if (scope) parameters.push(`scope="${quotable(scope)}"`);
  return `Bearer ${parameters.join(", ")}`;
}

/** RFC 6750 §3: printable ASCII without quotation mark and backslash. */
function quotable(text: string): string {
  return text.replace(/[^\x20-\x21\x23-\x5B\x5D-\x7E]/g, "");
}

/** No credential came; RFC 6750 §3.1 then wants no error code. */
export function absentProblem(): Problem {
  return {
    status: 401,
    code: "credentials_missing",
    detail: "Present an API token: Authorization: Bearer <token>.",
    headers: { "WWW-Authenticate": challenge(null) },
  };
}

/** A token was presented in two ways, or twice in one way. */
export function malformedProblem(): Problem {
  const detail = "Present one API token, in one way.";
  return {
    status: 400,
    code: "invalid_request",
    detail,
    headers: { "WWW-Authenticate": challenge(null, { error: "invalid_request", description: detail }) },
  };
}

/** A token was presented and is refused. */
export function refusedProblem(scheme: Scheme, refusal: TokenRefusal): Problem {
  if (refusal.reason === "unavailable") return problemOf(refusal.told);
  if (refusal.reason === "organization-other") return problemOf(new Refusal("organization-other"));
  if (refusal.reason === "out-of-reach") return outOfReachProblem(scheme, refusal.actor, refusal.why);
  const description = explain(refusal);
  return {
    status: 401,
    code: "invalid_token",
    detail: description,
    headers: { "WWW-Authenticate": challenge(scheme, { error: "invalid_token", description }) },
  };
}

/**
 * The token is valid but lacks a permission that the request needs (RFC 6750 §3.1). Says who can change that: the
 * member holds it and narrowed the token, or an administrator has to grant it.
 */
export function missingPermissionProblem(scheme: Scheme, { member }: Actor, permission: string): Problem {
  const description = heldPermissions(member).includes(permission)
    ? `This token is narrowed to other permissions than ${permission}. Make one that includes it.`
    : `This needs the permission ${permission}. A superuser or Master Admin of the organization can grant it.`;
  return {
    status: 403,
    code: "insufficient_scope",
    detail: description,
    missing: permission,
    headers: {
      "WWW-Authenticate": challenge(scheme, { error: "insufficient_scope", description, scope: permission }),
    },
  };
}

/** The token is valid, but no scope opens this. */
export function beyondScopesProblem(scheme: Scheme): Problem {
  return beyondProblem(
    scheme,
    "This needs a token that is not narrowed, of an administrator of the organization.",
  );
}

/** The token is valid and its owner may do this, but no permission that a token can be narrowed to covers it. */
export function narrowedProblem(scheme: Scheme): Problem {
  return beyondProblem(scheme, "This needs a token that is not narrowed.");
}

/** The token is valid, but may not make this request. */
function outOfReachProblem(scheme: Scheme, actor: Actor, why: ReachRefusal): Problem {
  switch (why.reason) {
    case "permission-missing":
      return missingPermissionProblem(scheme, actor, why.permission);
    case "endpoint-not-granted":
      return { ...beyondProblem(scheme, NOT_GRANTED[why.because]), code: "endpoint-not-granted" };
    case "path-ambiguous":
      return { ...beyondProblem(scheme, ambiguity(why)), code: "path-ambiguous" };
  }
}

const NOT_GRANTED = {
  own: "This token is limited to other endpoints than this one. Make one that includes it.",
  unlisted:
    "This endpoint belongs to no permission of the organization. A superuser or Master Admin can add it to one.",
  untold: "This token is limited to endpoints, and Latchkey was not told which one the request is for.",
};

function ambiguity({ what, at }: Extract<ReachRefusal, { reason: "path-ambiguous" }>): string {
  const why = at === null ? what : `it holds ${what} at character ${at + 1}`;
  return `This path is refused because it could be read in two ways: ${why}.`;
}

function beyondProblem(scheme: Scheme, detail: string): Problem {
  return {
    status: 403,
    code: "insufficient_scope",
    detail,
    headers: {
      "WWW-Authenticate": challenge(scheme, { error: "insufficient_scope", description: detail }),
    },
  };
}

/** `verifyToken` tells more than "unknown" only to a holder of the token itself. */
function explain(
  refusal: Exclude<TokenRefusal, { reason: "unavailable" | "organization-other" | "out-of-reach" }>,
): string {
  switch (refusal.reason) {
    case "revoked":
      if (refusal.by === "rotation") return replaced(refusal.at);
      return `The token was revoked on ${instant(refusal.at)} by ${REVOKERS[refusal.by]}.`;
    case "retired":
      return replaced(refusal.at);
    case "suspended":
      return refusal.until === null
        ? `The token is suspended by ${SUSPENDERS[refusal.by]} until somebody resumes it.`
        : `The token is suspended until ${instant(refusal.until)} by ${SUSPENDERS[refusal.by]}.`;
    case "expired":
      return `The token expired on ${instant(refusal.at)}.`;
    case "deactivated":
      return "The token's owner is deactivated.";
    case "not-permitted":
      return "The token's owner may not use personal API tokens at the moment. A superuser or Master Admin of the organization can allow it again.";
    // Only sessions have these, and nobody presents a session as a token.
    case "way-closed":
    case "unknown":
      return "The token is not valid.";
  }
}

function replaced(at: number): string {
  return `The token's secret was replaced by a new one, and ended on ${instant(at)}.`;
}

const SUSPENDERS = {
  owner: "its owner",
  administrator: "an administrator",
  policy: "the organization's policy",
};

const REVOKERS = {
  owner: "its owner",
  administrator: "an administrator",
  holder: "whoever presented it for revocation",
};

function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
