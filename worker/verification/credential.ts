import { tokenText } from "../domain/tokens/token-text.ts";

/** How an API token can be presented. */
export type Scheme = "Bearer" | "Token" | "X-Auth-Token";

export type Credential =
  | { kind: "absent" }
  /** More than one credential, or half of one: ambiguous. */
  | { kind: "malformed" }
  | { kind: "presented"; scheme: Scheme; text: string; organizationId?: string };

const ABSENT: Credential = { kind: "absent" };
const MALFORMED: Credential = { kind: "malformed" };

/** RFC 9110 §11.4: scheme, then `1*SP`, then the rest. A tab is no space; a header with one is not read further. */
const AUTHORIZATION = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:([ \t]+)(.*))?$/s;

const SCHEMES = new Map<string, Scheme>([
  ["bearer", "Bearer"],
  ["token", "Token"],
]);

const TAB = "\t";

/** A Worker sees a repeated header field as one, joined by a comma. */
const JOINED = ",";

/** A further credential after a comma: two Authorization headers, of which the first has another scheme. */
const FURTHER_CREDENTIAL = /,[ \t]*(?:bearer|token)(?:[ \t]|$)/i;

/** The credential in a request's headers. The query string and the body are never read. */
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

/** Both headers or neither. Half of the pair, or a malformed organization id, counts as an unknown token. */
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
