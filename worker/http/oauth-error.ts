import type { Context } from "hono";
import type { OauthCode, ProblemCode } from "./codes.ts";
import { type Problem, problemOfError } from "./problem.ts";

const ERRORS: Partial<Record<ProblemCode, OauthCode>> = {
  // "no client authentication included"
  credentials_missing: "invalid_client",
  invalid_token: "invalid_token",
  insufficient_scope: "insufficient_scope",
  "endpoint-not-granted": "insufficient_scope",
  "path-ambiguous": "insufficient_scope",
};

/** A refusal in OAuth's form, `{"error","error_description"}`, never stored. */
export function oauthError({ status, code, detail, reference, headers }: Problem): Response {
  const description = reference === undefined ? detail : `${detail} Reference: ${reference}.`;
  const body = { error: ERRORS[code] ?? errorOfStatus(status), error_description: ascii(description) };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      Pragma: "no-cache",
      ...headers,
    },
  });
}

/** A request that RFC 6749 §5.2 calls invalid: a parameter is missing, repeated or malformed. */
export function invalidRequest(description: string): Response {
  return oauthError({ status: 400, code: "invalid_request", detail: description });
}

/** `onError` of the OAuth endpoints. */
export function onOauthError(error: Error, c: Context): Response {
  return oauthError(problemOfError(error, c.req.routePath));
}

function errorOfStatus(status: number): OauthCode {
  if (status === 429 || status === 503) return "temporarily_unavailable";
  return status >= 500 ? "server_error" : "invalid_request";
}

/** RFC 6749 §5.2: `error_description` is printable ASCII without quotation mark and backslash. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x21\x23-\x5B\x5D-\x7E]/g, "");
}
