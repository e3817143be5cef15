/** A refusal of the REST API or the OAuth endpoints; a test holds all of them against their code. */
export interface ErrorEntry {
  code: string;
  status: number;
  means: string;
  remedy: string;
}

/** `code` in an answer of type application/problem+json. */
export const REST_ERRORS: readonly ErrorEntry[] = [
  {
    code: "invalid_request",
    status: 400,
    means: "The request has two tokens, or one in two ways.",
    remedy: "Send one token in one header. Look for a proxy or a library that adds a header of its own.",
  },
  {
    code: "request-invalid",
    status: 400,
    means: "The body cannot be read as what its `Content-Type` says.",
    remedy: "Send well-formed JSON, or a form.",
  },
  {
    code: "credentials_missing",
    status: 401,
    means: "The request has no token, or an unknown authentication scheme.",
    remedy: "Send `Authorization: Bearer` and the token. An empty environment variable looks like this too.",
  },
  {
    code: "invalid_token",
    status: 401,
    means: "The token is not valid. `detail` tells its real holder why.",
    remedy: "Read the `detail`. Do not try again with the same token: make a new one.",
  },
  {
    code: "insufficient_scope",
    status: 403,
    means: "The token is valid, but may not do this.",
    remedy:
      "`missing` names the permission: have it granted, or use a token that includes it. Without `missing`, only a token that is not narrowed will do, at `/organization` of a superuser or Master Admin.",
  },
  {
    code: "endpoint-not-granted",
    status: 403,
    means:
      "The token is limited to other endpoints, no permission of the organization names this one, or Latchkey was not told which request it is.",
    remedy:
      "Read the `detail`. Use a token whose endpoints include it, or have an administrator add it to a permission; a gateway has to send method and path.",
  },
  {
    code: "path-ambiguous",
    status: 403,
    means: "The path could be read in two ways, and endpoints decide what the token may reach.",
    remedy: "The `detail` names the character. Write the path without it.",
  },
  {
    code: "https-required",
    status: 403,
    means: "The request came over plain `http` from the internet.",
    remedy: "Use the `https` address. Others may have read a token that was sent in the clear: revoke it.",
  },
  {
    code: "organization-other",
    status: 403,
    means: "At `/forward-auth`: the token is valid, but belongs to another organization than this API.",
    remedy:
      "Use a token of that organization. If it is yours, compare the id in the gateway's configuration.",
  },
  {
    code: "organization-missing",
    status: 403,
    means: "At `/forward-auth`: the gateway does not name the organization whose API it guards.",
    remedy: "Name the organization in the address that it asks: `/forward-auth/nginx/org_…`.",
  },
  {
    code: "identity-too-large",
    status: 403,
    means: "At `/forward-auth`: the member's permissions and groups do not fit into headers.",
    remedy:
      "Narrow the token to the permissions that it needs, or take the member out of groups. Introspection has no such limit.",
  },
  {
    code: "tokens-personal-missing",
    status: 403,
    means: "At `/api-token-auth`: the password is right, but this account may not have API tokens.",
    remedy: "A superuser or Master Admin switches it on under Team.",
  },
  {
    code: "path-unknown",
    status: 404,
    means: "There is nothing at this address.",
    remedy: "Compare it with the API reference: no final slash, and the version in front.",
  },
  {
    code: "token-unknown",
    status: 404,
    means: "There is no such token, it is somebody else's, or it was revoked already.",
    remedy: "Take the id from a list. If you wanted it revoked, it is.",
  },
  {
    code: "member-unknown",
    status: 404,
    means: "At `/api-token-auth`: the member left the organization at this very moment.",
    remedy: "Ask an administrator of the organization.",
  },
  {
    code: "method_not_allowed",
    status: 405,
    means: "The address is right, the method is not.",
    remedy: "The header `Allow` names the methods of this address.",
  },
  {
    code: "token-limit",
    status: 409,
    means: "At `/api-token-auth`: the member holds 500 API tokens, as many as anybody may.",
    remedy:
      "Revoke those that are no longer used. A client should keep its token instead of asking for a new one each time.",
  },
  {
    code: "self-rotation-off",
    status: 403,
    means: "At `/api/v1/tokens/current/rotate`: the token was not made to rotate itself.",
    remedy: "Make one that may, or rotate it on its page.",
  },
  {
    code: "token-not-live",
    status: 409,
    means: "The token has expired or is suspended.",
    remedy: "Make a new token, or resume it first.",
  },
  {
    code: "token-changed",
    status: 409,
    means: "Somebody else changed the token at the same moment.",
    remedy: "Read it again, then decide.",
  },
  {
    code: "grace-invalid",
    status: 422,
    means: "`grace_seconds` is not a whole number from 0 to 2592000.",
    remedy: "An earlier secret stays valid for at most 30 days.",
  },
  {
    code: "until-past",
    status: 422,
    means: "The end of the suspension lies in the past.",
    remedy: "Give a time in the future, with its zone.",
  },
  {
    code: "until-too-far",
    status: 422,
    means: "The suspension would last for more than a year.",
    remedy: "Revoke the token, or suspend it without an end.",
  },
  {
    code: "body-too-large",
    status: 413,
    means: "The body has more than 64 kB.",
    remedy: "Nothing that Latchkey understands is larger: check what is being sent.",
  },
  {
    code: "media-type-unsupported",
    status: 415,
    means: "The body's media type is not supported.",
    remedy: "Send `application/json` or a form, and say so in `Content-Type`.",
  },
  {
    code: "input-invalid",
    status: 422,
    means: "A parameter is invalid or repeated; `field` names it.",
    remedy: "Compare it with the API reference.",
  },
  {
    code: "days-invalid",
    status: 422,
    means: "`days` is not a whole number from 1 to 90.",
    remedy: "Ask for at most 90: usage is kept no longer.",
  },
  {
    code: "limit-invalid",
    status: 422,
    means: "`limit` is not a whole number from 1 to 200.",
    remedy: "Ask for at most 200, and follow `next_cursor` for more.",
  },
  {
    code: "cursor-invalid",
    status: 422,
    means: "The cursor does not belong to this list.",
    remedy:
      "Start again without a cursor. Do not change cursors, or use them with another list or sort order.",
  },
  {
    code: "state-invalid",
    status: 422,
    means: "The list cannot be narrowed to that state.",
    remedy:
      "Ask for `attention`, `expiring`, `expired`, `blocked`, `unused`, `suspended` or `earlier-secret`.",
  },
  {
    code: "sort-invalid",
    status: 422,
    means: "The list cannot be sorted by that.",
    remedy: "The API reference lists the sort keys; a minus in front reverses the order.",
  },
  {
    code: "search-too-long",
    status: 422,
    means: "A search term has more than 100 characters.",
    remedy: "Search for less: terms are found anywhere in the text.",
  },
  {
    code: "search-is-a-secret",
    status: 422,
    means: "A search term holds a whole token.",
    remedy:
      "Search for its prefix, such as `lk_3fA9xQ2LmZ7p`. Servers log addresses: revoke a token that was in one.",
  },
  {
    code: "id-invalid",
    status: 422,
    means: "This is not an id.",
    remedy: "Take ids from Latchkey's answers as they are.",
  },
  {
    code: "sign-in-throttled",
    status: 429,
    means: "At `/api-token-auth`: too many wrong passwords.",
    remedy: "Wait the number of seconds in `Retry-After`; until then the right password is refused too.",
  },
  {
    code: "passwords-busy",
    status: 429,
    means: "At `/api-token-auth`: too many passwords are waiting to be checked.",
    remedy: "Wait the number of seconds in `Retry-After`. This try was not counted.",
  },
  {
    code: "unexpected",
    status: 500,
    means: "Something went wrong on our side.",
    remedy:
      "Try again in a moment. If it persists, tell the operator the `reference` of the answer: the log has it too.",
  },
  {
    code: "database-unavailable",
    status: 503,
    means: "The database does not answer, and only the database may accept a token.",
    remedy: "Try again after the number of seconds in `Retry-After`. The token itself is not the problem.",
  },
  {
    code: "database-schema",
    status: 503,
    means: "The database's tables do not fit this version of Latchkey.",
    remedy: "The operator has to apply the migrations; `/healthz` says which side is older.",
  },
];
