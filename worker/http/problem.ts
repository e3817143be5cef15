import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorKind, Refusal } from "../domain/errors.ts";
import type { ProblemCode } from "./codes.ts";
import { refusalOfFailure } from "./failure.ts";

/** The one place where an error gets its HTTP status. */
const STATUSES: Record<ErrorKind, ContentfulStatusCode> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  throttled: 429,
  failed: 500,
  unavailable: 503,
};

const TITLES: Partial<Record<ContentfulStatusCode, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Seconds to wait before an unreachable database is tried again. */
const RETRY_AFTER_S = 5;

export type Problem = {
  status: ContentfulStatusCode;
  /** A stable code for the client. */
  code: ProblemCode;
  detail: string;
  missing?: string;
  field?: string;
  /** The log's reference of a fault. */
  reference?: string;
  headers?: Record<string, string>;
};

/** How a door words a refusal: as a problem, or in OAuth's form. */
export type Say = (problem: Problem) => Response;

/** An answer in application/problem+json (RFC 9457). */
export function problem({ status, headers, detail, ...further }: Problem): Response {
  const body = { type: "about:blank", title: TITLES[status], status, detail, ...further };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
}

/** Whole seconds after which to try again; unset if that makes no sense. */
export function retryAfterS({
  kind,
  circumstances,
}: Pick<Refusal, "kind" | "circumstances">): number | undefined {
  return circumstances.retryAfterS ?? (kind === "unavailable" ? RETRY_AFTER_S : undefined);
}

/** A refusal in HTTP's terms. */
export function problemOf({ kind, reason, message, circumstances }: Refusal): Problem {
  const { missing, field, reference } = circumstances;
  const wait = retryAfterS({ kind, circumstances });
  const headers = wait === undefined ? undefined : { "Retry-After": String(wait) };
  return { status: STATUSES[kind], code: reason, detail: message, missing, field, reference, headers };
}

/** Hono's `onError`: turns what was thrown into an answer that reveals nothing internal. */
export function onError(error: Error, c: Context): Response {
  return problem(problemOfError(error, c.req.routePath));
}

export function problemOfError(error: Error, where: string): Problem {
  if (error instanceof Refusal) return problemOf(error);
  if (error instanceof HTTPException && error.status === 415) {
    return { status: 415, code: "media-type-unsupported", detail: "Send JSON: application/json." };
  }
  if (error instanceof HTTPException) {
    return { status: error.status, code: "request-invalid", detail: "This request cannot be read." };
  }
  return problemOf(refusalOfFailure(where, error));
}
