import type { Reason } from "../domain/errors.ts";

/** Refusals that only HTTP has, in the words of RFC 6750 §3.1 if it has them. */
export const HTTP_CODES = [
  "invalid_request",
  "invalid_token",
  "insufficient_scope",
  "credentials_missing",
  "endpoint-not-granted",
  "path-ambiguous",
  "method_not_allowed",
  "too_many_requests",
  "body-too-large",
  "media-type-unsupported",
  "request-invalid",
] as const;

/** Every `code` that an application/problem+json answer can have. */
export type ProblemCode = Reason | (typeof HTTP_CODES)[number];

/**
 * Every `error` of the OAuth endpoints: RFC 6749 §5.2 and RFC 6750 §3.1; if those have no word, RFC 6749 §4.1.2.1.
 */
export const OAUTH_CODES = [
  "invalid_request",
  "invalid_client",
  "invalid_token",
  "insufficient_scope",
  "temporarily_unavailable",
  "server_error",
] as const;

export type OauthCode = (typeof OAUTH_CODES)[number];
