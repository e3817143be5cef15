/** The ways of presenting an API token (contract §2). */
export type Scheme = "Bearer" | "Token" | "X-Auth-Token";

export type Credential =
  | { kind: "absent" }
  /** More than one, or one that is cut in half: which of them is meant cannot be told. */
  | { kind: "malformed" }
  | { kind: "presented"; scheme: Scheme; text: string; organizationId?: string };

const ABSENT: Credential = { kind: "absent" };
const MALFORMED: Credential = { kind: "malformed" };

/** RFC 9110 §11.4: scheme, then one or more spaces (and tabs, from clients that send them), then the rest. */
const AUTHORIZATION = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]+(.*))?$/s;

/** A header field that came twice reaches a Worker as one, joined by a comma. */
const JOINED = ",";

/** A further credential behind a comma, as two Authorization headers read when the first is of another scheme. */
const FURTHER_CREDENTIAL = /,[ \t]*(?:bearer|token)(?:[ \t]|$)/i;

/** The credential in a request's headers. Query string and body are never looked at. */
export function readCredential(headers: Headers): Credential {
  const authorization = readAuthorization(headers.get("authorization"));
  const pair = readPair(headers.get("x-account-id"), headers.get("x-auth-token"));
  if (authorization.kind === "malformed" || pair.kind === "malformed") return MALFORMED;
  if (authorization.kind === "absent") return pair;
  return headers.has("x-auth-token") || headers.has("x-account-id") ? MALFORMED : authorization;
}

function readAuthorization(header: string | null): Credential {
  // Not a pattern that ends in `[ \t]+$`: it takes quadratic time for spaces in the middle.
  const value = header?.trim() ?? "";
  if (value === "") return ABSENT;
  const match = AUTHORIZATION.exec(value);
  const scheme = match?.[1]?.toLowerCase();
  if (FURTHER_CREDENTIAL.test(value)) return MALFORMED;
  // RFC 6750 §3.1: another scheme is no presented token, and its challenge carries no error code.
  if (scheme !== "bearer" && scheme !== "token") return ABSENT;
  const text = match?.[2]?.trim() ?? "";
  if (value.includes(JOINED)) return MALFORMED;
  return text === "" ? ABSENT : { kind: "presented", scheme: scheme === "bearer" ? "Bearer" : "Token", text };
}

/** Both headers or neither; a half, or an organization that cannot be one, is a token that is not known. */
function readPair(organizationId: string | null, text: string | null): Credential {
  if (text?.includes(JOINED) || organizationId?.includes(JOINED)) return MALFORMED;
  if (!text?.trim()) return ABSENT;
  return {
    kind: "presented",
    scheme: "X-Auth-Token",
    text: text.trim(),
    organizationId: organizationId?.trim() ?? "",
  };
}
