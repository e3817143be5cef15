import { tokenText } from "../domain/tokens/token-text.ts";

/** The ways of presenting an API token. */
export type Scheme = "Bearer" | "Token" | "X-Auth-Token";

export type Credential =
  | { kind: "absent" }
  /** More than one, or one that is cut in half: which of them is meant cannot be told. */
  | { kind: "malformed" }
  | { kind: "presented"; scheme: Scheme; text: string; organizationId?: string };

const ABSENT: Credential = { kind: "absent" };
const MALFORMED: Credential = { kind: "malformed" };

/** RFC 9110 §11.4: scheme, then `1*SP`, then the rest. A tab is no space; where one stands, the rest is not read. */
const AUTHORIZATION = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:([ \t]+)(.*))?$/s;

const SCHEMES = new Map<string, Scheme>([
  ["bearer", "Bearer"],
  ["token", "Token"],
]);

const TAB = "\t";

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
  const value = tokenText(header ?? "");
  if (value === "") return ABSENT;
  const [, name = "", gap = "", text = ""] = AUTHORIZATION.exec(value) ?? [];
  if (FURTHER_CREDENTIAL.test(value)) return MALFORMED;
  // RFC 6750 §3.1: another scheme is no presented token, and its challenge carries no error code.
  const scheme = SCHEMES.get(name.toLowerCase());
  if (!scheme) return ABSENT;
  if (value.includes(JOINED) || gap.includes(TAB)) return MALFORMED;
  return text === "" ? ABSENT : { kind: "presented", scheme, text };
}

/** Both headers or neither; a half, or an organization that cannot be one, is a token that is not known. */
function readPair(organizationId: string | null, header: string | null): Credential {
  if (header?.includes(JOINED) || organizationId?.includes(JOINED)) return MALFORMED;
  const text = tokenText(header ?? "");
  if (text === "") return ABSENT;
  return {
    kind: "presented",
    scheme: "X-Auth-Token",
    text,
    organizationId: tokenText(organizationId ?? ""),
  };
}
