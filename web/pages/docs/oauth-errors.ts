import type { ErrorEntry } from "./errors.ts";

/** `error` in an answer of /oauth (RFC 6749 §5.2, RFC 6750 §3.1). */
export const OAUTH_ERRORS: readonly ErrorEntry[] = [
  {
    code: "invalid_request",
    status: 400,
    means: "A parameter is missing or came twice, the body is no form, or two tokens came.",
    remedy:
      "`error_description` says which. Also with 404, 405 and 413, where address, method or size are wrong.",
  },
  {
    code: "invalid_client",
    status: 401,
    means: "Introspection was asked for without a token of the caller's own.",
    remedy: "Send one that holds `tokens.introspect` in `Authorization`.",
  },
  {
    code: "invalid_token",
    status: 401,
    means: "The caller's own token is not honoured; `error_description` says why to whoever holds it.",
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
    remedy: "Try again after as many seconds as `Retry-After` says.",
  },
  {
    code: "server_error",
    status: 500,
    means: "Something went wrong on our side.",
    remedy: "Try again in a moment.",
  },
];
