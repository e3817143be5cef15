import type { ErrorEntry } from "./errors.ts";

/** `error` in an answer of /oauth (RFC 6749 §5.2, RFC 6750 §3.1). */
export const OAUTH_ERRORS: readonly ErrorEntry[] = [
  {
    code: "invalid_request",
    status: 400,
    means: "A parameter is missing or repeated, the body is not a form, or the request has two tokens.",
    remedy:
      "`error_description` says which. Also with 404, 405 and 413, if address, method or size are wrong.",
  },
  {
    code: "invalid_client",
    status: 401,
    means: "Introspection was called without the caller's own token.",
    remedy: "Send one that holds `tokens.introspect` in `Authorization`.",
  },
  {
    code: "invalid_token",
    status: 401,
    means: "The caller's own token is not valid; `error_description` tells its holder why.",
    remedy: "Make the resource server a new token.",
  },
  {
    code: "insufficient_scope",
    status: 403,
    means: "The caller's own token lacks `tokens.introspect`.",
    remedy: "Grant it to the service user that the token speaks for.",
  },
  {
    code: "temporarily_unavailable",
    status: 503,
    means: "The database does not answer. With 429: too many refused callers came from this address.",
    remedy: "Try again after the number of seconds in `Retry-After`.",
  },
  {
    code: "server_error",
    status: 500,
    means: "Something went wrong on our side.",
    remedy: "Try again in a moment.",
  },
];
